package dev.latchkey.throttle;

import java.time.Duration;

import dev.latchkey.crypto.Sha256;

/**
 * Something that the stores remember about a name for a while: the networks from which
 * the account signed in last, those that have used up their budgets, or that an
 * administrator lifted its throttle. To make the stores remember anything takes a login,
 * an administrator, or as many failed attempts as a network has.
 *
 * @param key its name in the stores, always of the same length
 * @param member one of a few texts that it holds, without a comma
 * @param most how many it holds, the newest ones
 * @param lifetime how long it is kept after the last change
 */
record ThrottleMark(String key, String member, int most, Duration lifetime) {

	private static final int NETWORKS = 16;

	private static final Duration LATELY = Duration.ofDays(30);

	// 96 bits: it is compared with a few others only
	private static final int NETWORK_LENGTH = 16;

	/**
	 * Return the mark of a network from which an account signed in.
	 */
	static ThrottleMark ofLogin(String username, String network) {
		String member = Sha256.base64Url(username + "@" + network).substring(0, NETWORK_LENGTH);
		return new ThrottleMark(keyOfLogins(username), member, NETWORKS, LATELY);
	}

	/**
	 * Return the key of the networks from which an account signed in.
	 */
	static String keyOfLogins(String username) {
		return Sha256.base64Url("login:" + username);
	}

	/**
	 * Return the mark of a network that has used up what it has for a name.
	 * @param budget what it has
	 */
	static ThrottleMark ofUsedUp(String name, Budget budget) {
		return new ThrottleMark(keyOfUsedUp(name), budget.key(), NETWORKS, budget.period());
	}

	/**
	 * Return the key of the networks that have used up what they have for a name.
	 */
	static String keyOfUsedUp(String name) {
		return Sha256.base64Url("used up:" + name);
	}

	/**
	 * Return the mark of an account whose throttle was lifted.
	 */
	static ThrottleMark ofLift(String username, Duration lifetime) {
		return new ThrottleMark(Sha256.base64Url("lift:" + username), "lifted", 1, lifetime);
	}

}

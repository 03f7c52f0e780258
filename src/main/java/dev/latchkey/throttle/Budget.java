package dev.latchkey.throttle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;

/**
 * One budget: so many attempts, and how long they take to come back.
 *
 * @param scope what it limits
 * @param attempts how many attempts it holds
 * @param period how long it takes to fill up
 * @param key its name in the stores, always of the same length
 */
record Budget(Scope scope, long attempts, Duration period, String key) {

	enum Scope {

		OVERALL, NETWORK, ACCOUNT, DEVICES, DEVICE, CLIENT

	}

	/**
	 * Return a budget. With other limits it is another budget, because what is kept would
	 * mean other attempts under them.
	 * @param whose the name that it belongs to: an account, a network, a device
	 */
	static Budget of(Scope scope, String whose, long attempts, Duration period) {
		return new Budget(scope, attempts, period, hash(scope + ":" + attempts + ":" + period + ":" + whose));
	}

	private static String hash(String text) {
		try {
			// an ill-formed name loses something here, and shares the budget of its like
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every JVM has SHA-256", ex);
		}
	}

}

package dev.latchkey.throttle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;

import io.github.bucket4j.Bandwidth;

/**
 * One budget: so many attempts, and how long they take to come back.
 *
 * @param scope what it limits
 * @param attempts how many attempts it holds
 * @param period how long it takes to fill up
 * @param key its name wherever it is kept: of one length, whatever a client sent
 */
record Budget(Scope scope, long attempts, Duration period, String key) {

	enum Scope {

		OVERALL, NETWORK, ACCOUNT, DEVICES, DEVICE, CLIENT

	}

	/**
	 * Return the budget of somebody or something. Other limits make it another one: what
	 * is kept means other attempts under these.
	 */
	static Budget of(Scope scope, String whose, long attempts, Duration period) {
		return new Budget(scope, attempts, period, hash(scope + ":" + attempts + ":" + period + ":" + whose));
	}

	Bandwidth limit() {
		return Bandwidth.builder().capacity(this.attempts).refillGreedy(this.attempts, this.period).build();
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

package dev.latchkey.application;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What an application proves itself with: 32 random bytes. A plain SHA-256 of it is
 * stored, not a slow hash as of a password: no attacker can try 2<sup>256</sup> values,
 * however fast the hash is, and an application proves itself with each of its calls.
 */
final class ApplicationSecret {

	private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

	private static final SecureRandom RANDOM = new SecureRandom();

	private ApplicationSecret() {
	}

	static String generate() {
		return random(32);
	}

	/**
	 * Return random bytes as base64url.
	 */
	static String random(int length) {
		byte[] bytes = new byte[length];
		RANDOM.nextBytes(bytes);
		return BASE64URL.encodeToString(bytes);
	}

	static String hash(String secret) {
		try {
			return BASE64URL
				.encodeToString(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every JVM has SHA-256", ex);
		}
	}

	/**
	 * Return whether a secret has a hash, in a time that reveals nothing of either.
	 */
	static boolean matches(String secret, String hash) {
		return MessageDigest.isEqual(hash(secret).getBytes(StandardCharsets.US_ASCII),
				hash.getBytes(StandardCharsets.US_ASCII));
	}

}

package dev.latchkey.application;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

import dev.latchkey.crypto.RandomValues;
import dev.latchkey.crypto.Sha256;

/**
 * What an application proves itself with: 32 random bytes. A plain SHA-256 of it is
 * stored, not a slow hash as of a password: no attacker can try 2<sup>256</sup> values,
 * however fast the hash is, and an application proves itself with each of its calls.
 */
final class ApplicationSecret {

	private static final int LENGTH = 32;

	private ApplicationSecret() {
	}

	static String generate() {
		return RandomValues.base64Url(LENGTH);
	}

	static String hash(String secret) {
		return Sha256.base64Url(secret);
	}

	/**
	 * Return whether a secret has a hash, in a time that reveals nothing of either.
	 */
	static boolean matches(String secret, String hash) {
		return MessageDigest.isEqual(hash(secret).getBytes(StandardCharsets.US_ASCII),
				hash.getBytes(StandardCharsets.US_ASCII));
	}

}

package dev.latchkey.crypto;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Names that nobody else has: 16 random bytes, base64url.
 */
public final class RandomIds {

	private static final SecureRandom RANDOM = new SecureRandom();

	private RandomIds() {
	}

	public static String next() {
		byte[] id = new byte[16];
		RANDOM.nextBytes(id);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
	}

}

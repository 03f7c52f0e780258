package dev.latchkey.crypto;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * SHA-256 (FIPS 180-4), for names of one length and for secrets that are too long to be
 * guessed.
 */
public final class Sha256 {

	private Sha256() {
	}

	/**
	 * Return the hash of a text.
	 * @param text the text, which is hashed as UTF-8; half of a surrogate pair counts as
	 * a question mark
	 * @return the hash in base64url, which is 43 characters
	 */
	public static String base64Url(String text) {
		try {
			return Base64Url.encode(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("every JVM has SHA-256", ex);
		}
	}

}

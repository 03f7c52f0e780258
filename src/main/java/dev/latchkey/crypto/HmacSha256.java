package dev.latchkey.crypto;

import java.security.GeneralSecurityException;

import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC with SHA-256 (RFC 2104).
 */
public final class HmacSha256 {

	/** The length of a MAC in bytes. */
	public static final int LENGTH = 32;

	private static final String ALGORITHM = "HmacSHA256";

	private HmacSha256() {
	}

	/**
	 * Return a key for this algorithm.
	 * @param secret the bytes of the key
	 * @return the key
	 */
	public static SecretKey key(byte[] secret) {
		return new SecretKeySpec(secret, ALGORITHM);
	}

	/**
	 * Return the MAC of some parts, as if they were one.
	 * @param key a key for this algorithm
	 * @param parts what to authenticate
	 * @return the MAC
	 */
	public static byte[] compute(SecretKey key, byte[]... parts) {
		try {
			Mac mac = Mac.getInstance(ALGORITHM);
			mac.init(key);
			for (byte[] part : parts) {
				mac.update(part);
			}
			return mac.doFinal();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every JVM has HMAC-SHA256", ex);
		}
	}

}

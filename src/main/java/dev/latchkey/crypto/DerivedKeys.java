package dev.latchkey.crypto;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys for one purpose each, derived from the master key, so that what is learnt of one
 * says nothing of the others. This is HKDF's second half (RFC 5869, 2.3); the first is
 * for secrets that are not uniformly random (3.3), and the master key is.
 */
public class DerivedKeys {

	private static final int LENGTH = 32;

	/** The number of the only block of output that is needed. */
	private static final byte[] FIRST_BLOCK = { 1 };

	private final SecretKey master;

	/**
	 * Derive from a master key.
	 * @param masterKey 32 bytes in base64
	 * @throws IllegalArgumentException if it is anything else
	 */
	public DerivedKeys(String masterKey) {
		byte[] master = Base64.getDecoder().decode(masterKey);
		if (master.length != LENGTH) {
			throw new IllegalArgumentException("latchkey.master-key is not the base64 of 32 bytes");
		}
		this.master = HmacSha256.key(master);
	}

	/**
	 * Return a key for AES-256.
	 * @param purpose what it is for, and nothing else
	 * @return the key
	 */
	public SecretKey forEncrypting(String purpose) {
		return new SecretKeySpec(derive(purpose), "AES");
	}

	/**
	 * Return a key for {@link HmacSha256}.
	 * @param purpose what it is for, and nothing else
	 * @return the key
	 */
	public SecretKey forAuthenticating(String purpose) {
		return HmacSha256.key(derive(purpose));
	}

	private byte[] derive(String purpose) {
		return HmacSha256.compute(this.master, purpose.getBytes(StandardCharsets.UTF_8), FIRST_BLOCK);
	}

}

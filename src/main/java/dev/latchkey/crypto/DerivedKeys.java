package dev.latchkey.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys for one purpose each, derived from the master key, so that what is learnt of one
 * says nothing of the others. This is HKDF's second half (RFC 5869, 2.3); the first is
 * for secrets that are not uniformly random (3.3), and the master key is.
 */
public class DerivedKeys {

	private static final String HMAC = "HmacSHA256";

	private static final int LENGTH = 32;

	private final byte[] master;

	/**
	 * Derive from a master key.
	 * @param masterKey 32 bytes in base64
	 */
	public DerivedKeys(String masterKey) {
		this.master = Base64.getDecoder().decode(masterKey);
		if (this.master.length != LENGTH) {
			throw new IllegalArgumentException("latchkey.master-key is not the base64 of 32 bytes");
		}
	}

	public SecretKey forEncrypting(String purpose) {
		return new SecretKeySpec(derive(purpose), "AES");
	}

	public SecretKey forAuthenticating(String purpose) {
		return new SecretKeySpec(derive(purpose), HMAC);
	}

	private byte[] derive(String purpose) {
		try {
			Mac mac = Mac.getInstance(HMAC);
			mac.init(new SecretKeySpec(this.master, HMAC));
			mac.update(purpose.getBytes(StandardCharsets.UTF_8));
			return mac.doFinal(new byte[] { 1 });
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every JVM has HMAC-SHA256", ex);
		}
	}

}

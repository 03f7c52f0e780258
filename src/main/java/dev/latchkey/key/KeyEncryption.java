package dev.latchkey.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

import dev.latchkey.crypto.DerivedKeys;

/**
 * Encrypts the private parts of signing keys: AES-256-GCM, a random nonce for each, and
 * the rest of the row as associated data, so that no part of one row can be put into
 * another.
 */
class KeyEncryption {

	private static final int NONCE = 12;

	private static final int TAG_BITS = 128;

	private final SecureRandom random = new SecureRandom();

	private final SecretKey key;

	KeyEncryption(DerivedKeys keys) {
		this.key = keys.forEncrypting("latchkey: signing keys at rest");
	}

	String seal(String secret, String context) {
		byte[] nonce = new byte[NONCE];
		this.random.nextBytes(nonce);
		try {
			Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, context);
			byte[] plain = secret.getBytes(StandardCharsets.UTF_8);
			byte[] sealed = new byte[NONCE + cipher.getOutputSize(plain.length)];
			System.arraycopy(nonce, 0, sealed, 0, NONCE);
			cipher.doFinal(plain, 0, plain.length, sealed, NONCE);
			return Base64.getEncoder().encodeToString(sealed);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every JVM has AES-GCM", ex);
		}
	}

	/**
	 * Decrypt what was sealed.
	 * @throws GeneralSecurityException if it was sealed with another key or in another
	 * context, or was changed since
	 */
	String open(String sealed, String context) throws GeneralSecurityException {
		try {
			byte[] bytes = Base64.getDecoder().decode(sealed);
			byte[] nonce = new byte[NONCE];
			System.arraycopy(bytes, 0, nonce, 0, NONCE);
			Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, context);
			return new String(cipher.doFinal(bytes, NONCE, bytes.length - NONCE), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
			throw new GeneralSecurityException("not a sealed text", ex);
		}
	}

	private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, this.key, new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
		return cipher;
	}

}

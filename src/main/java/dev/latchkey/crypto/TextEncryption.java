package dev.latchkey.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts texts that are kept in the database: AES-256-GCM, a random nonce for each, and
 * as associated data what each belongs to, so that none can be put into the place of
 * another. Safe for use by several threads.
 */
public final class TextEncryption {

	private static final int NONCE = 12;

	private static final int TAG_BITS = 128;

	private final SecretKey key;

	/**
	 * Encrypt with a key.
	 * @param key a key of AES, which has no other use
	 */
	public TextEncryption(SecretKey key) {
		this.key = key;
	}

	/**
	 * Encrypt a text.
	 * @param secret the text
	 * @param context what it belongs to
	 * @return the nonce and the encrypted text in base64
	 */
	public String encrypt(String secret, String context) {
		byte[] nonce = RandomValues.bytes(NONCE);
		try {
			Cipher cipher = cipher(Cipher.ENCRYPT_MODE, nonce, context);
			byte[] plain = secret.getBytes(StandardCharsets.UTF_8);
			byte[] encrypted = new byte[NONCE + cipher.getOutputSize(plain.length)];
			System.arraycopy(nonce, 0, encrypted, 0, NONCE);
			cipher.doFinal(plain, 0, plain.length, encrypted, NONCE);
			return Base64.getEncoder().encodeToString(encrypted);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException("every JVM has AES-GCM", ex);
		}
	}

	/**
	 * Decrypt a text.
	 * @param encrypted what {@link #encrypt} has returned
	 * @param context what it belongs to
	 * @return the text
	 * @throws GeneralSecurityException if it was encrypted with another key or in another
	 * context, or has changed since
	 */
	public String decrypt(String encrypted, String context) throws GeneralSecurityException {
		try {
			byte[] bytes = Base64.getDecoder().decode(encrypted);
			byte[] nonce = new byte[NONCE];
			System.arraycopy(bytes, 0, nonce, 0, NONCE);
			Cipher cipher = cipher(Cipher.DECRYPT_MODE, nonce, context);
			return new String(cipher.doFinal(bytes, NONCE, bytes.length - NONCE), StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException ex) {
			throw new GeneralSecurityException("not an encrypted text", ex);
		}
	}

	private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
		cipher.init(mode, this.key, new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
		return cipher;
	}

}

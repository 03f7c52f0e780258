package dev.latchkey.key;

import java.security.GeneralSecurityException;

import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.crypto.TextEncryption;

/**
 * Encrypts the private parts of signing keys, with the rest of the row as associated
 * data, so that no part of one row can be put into another.
 */
class KeyEncryption {

	private final TextEncryption encryption;

	KeyEncryption(DerivedKeys keys) {
		this.encryption = new TextEncryption(keys.forEncrypting("latchkey: signing keys at rest"));
	}

	String encrypt(String secret, String context) {
		return this.encryption.encrypt(secret, context);
	}

	/**
	 * Decrypt a text.
	 * @throws GeneralSecurityException if it was encrypted with another key or in another
	 * context, or has changed since
	 */
	String decrypt(String encrypted, String context) throws GeneralSecurityException {
		return this.encryption.decrypt(encrypted, context);
	}

}

package dev.latchkey.key;

import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * A signing key that is stored cannot be decrypted. That says nothing of any credential,
 * so it is not the client's fault: at the start it is a wrong master key, later an
 * outage.
 */
class UnreadableKeyException extends NonTransientDataAccessResourceException {

	UnreadableKeyException(String kid, Throwable cause) {
		super("The signing key " + kid + " in the database cannot be decrypted with latchkey.master-key.", cause);
	}

}

package dev.latchkey.key;

import org.springframework.dao.NonTransientDataAccessResourceException;

/**
 * A stored signing key cannot be decrypted. This says nothing about any credential, so it
 * is not the client's fault: at the start the master key is wrong, later it counts as an
 * outage.
 */
class UnreadableKeyException extends NonTransientDataAccessResourceException {

	UnreadableKeyException(String kid, Throwable cause) {
		super("The signing key " + kid + " in the database cannot be decrypted with latchkey.master-key.", cause);
	}

}

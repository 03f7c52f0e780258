package dev.latchkey.account;

import java.io.Serial;

/**
 * Whoever asks has not shown to be a registered service. Does not say whether the client
 * id or the secret is wrong.
 */
public final class InvalidClientException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Refuse a client.
	 */
	public InvalidClientException() {
		super("This is not a registered service");
	}

}

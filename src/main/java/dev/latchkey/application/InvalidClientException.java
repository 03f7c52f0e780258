package dev.latchkey.application;

/**
 * Whoever asks has not shown to be a registered application. Does not say whether the
 * client id or the secret is wrong.
 */
public final class InvalidClientException extends RuntimeException {

	/**
	 * Refuse a client.
	 */
	public InvalidClientException() {
		super("This is not a registered application");
	}

}

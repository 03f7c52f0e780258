package dev.latchkey.application;

/**
 * The client has not proved to be a registered application. Does not say whether the
 * client id or the secret is wrong.
 */
public final class InvalidClientException extends RuntimeException {

	public InvalidClientException() {
		super("This is not a registered application");
	}

}

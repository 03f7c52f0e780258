package dev.latchkey.application;

/**
 * Another application has this client id.
 */
public final class ClientIdTakenException extends RuntimeException {

	public ClientIdTakenException() {
		super("An application with this client id exists");
	}

}

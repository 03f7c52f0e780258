package dev.latchkey.application;

/**
 * There is no application with this client id, or at this host.
 */
public final class UnknownApplicationException extends RuntimeException {

	public UnknownApplicationException() {
		super("There is no such application");
	}

}

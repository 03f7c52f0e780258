package dev.latchkey.application;

/**
 * There is no application with this client id.
 */
public final class UnknownApplicationException extends RuntimeException {

	/**
	 * Say that there is none.
	 */
	public UnknownApplicationException() {
		super("There is no such application");
	}

}

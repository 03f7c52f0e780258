package dev.latchkey.application;

/**
 * The configuration declares the application, so that a call cannot change it.
 */
public final class DeclaredApplicationException extends RuntimeException {

	public DeclaredApplicationException() {
		super("The configuration declares this application");
	}

}

package dev.latchkey.application;

/**
 * A name that no application can have. Does not repeat the name.
 */
public final class InvalidApplicationNameException extends RuntimeException {

	public InvalidApplicationNameException() {
		super("This cannot be the name of an application");
	}

}

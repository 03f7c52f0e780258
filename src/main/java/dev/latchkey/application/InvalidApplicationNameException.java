package dev.latchkey.application;

/**
 * A name that no application can have. Does not repeat the name.
 */
public final class InvalidApplicationNameException extends InvalidApplicationException {

	public InvalidApplicationNameException() {
		super("name", "must have 1 to 64 visible characters, and spaces only between them");
	}

}

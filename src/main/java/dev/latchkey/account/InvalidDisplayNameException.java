package dev.latchkey.account;

/**
 * A name that cannot be shown. Does not repeat the name.
 */
public final class InvalidDisplayNameException extends RuntimeException {

	public InvalidDisplayNameException() {
		super("This cannot be a name");
	}

}

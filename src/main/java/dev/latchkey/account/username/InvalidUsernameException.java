package dev.latchkey.account.username;

/**
 * A name that no account can have. Does not repeat the name.
 */
public final class InvalidUsernameException extends RuntimeException {

	public InvalidUsernameException() {
		super("This cannot be a username");
	}

}

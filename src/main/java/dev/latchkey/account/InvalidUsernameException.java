package dev.latchkey.account;

import java.io.Serial;

/**
 * A name that no account can have. Does not repeat the name.
 */
public final class InvalidUsernameException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Refuse a name.
	 */
	public InvalidUsernameException() {
		super("This cannot be a username");
	}

}

package dev.latchkey.account;

import java.io.Serial;

/**
 * A name that no service can have. Does not repeat the name.
 */
public final class InvalidApplicationNameException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Refuse a name.
	 */
	public InvalidApplicationNameException() {
		super("This cannot be the name of a service");
	}

}

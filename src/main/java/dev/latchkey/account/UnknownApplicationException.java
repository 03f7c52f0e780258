package dev.latchkey.account;

import java.io.Serial;

/**
 * There is no service with this client id.
 */
public final class UnknownApplicationException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Say that there is none.
	 */
	public UnknownApplicationException() {
		super("There is no such service");
	}

}

package dev.latchkey.account;

import java.io.Serial;

/**
 * There is no such account, or no longer.
 */
public final class UnknownAccountException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Say that there is none.
	 */
	public UnknownAccountException() {
		super("There is no such account");
	}

}

package dev.latchkey.account;

import java.io.Serial;

/**
 * There is no such role.
 */
public final class UnknownRoleException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Say that there is none.
	 */
	public UnknownRoleException() {
		super("There is no such role");
	}

}

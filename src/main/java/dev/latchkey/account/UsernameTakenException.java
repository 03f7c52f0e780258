package dev.latchkey.account;

import java.io.Serial;

/**
 * Another account has this name, perhaps written differently.
 */
public final class UsernameTakenException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Refuse a new account.
	 */
	public UsernameTakenException() {
		super("An account with this username exists");
	}

}

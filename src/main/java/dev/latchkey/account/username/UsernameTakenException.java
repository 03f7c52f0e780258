package dev.latchkey.account.username;

/**
 * Another account has this name, perhaps written differently.
 */
public final class UsernameTakenException extends RuntimeException {

	public UsernameTakenException() {
		super("An account with this username exists");
	}

}

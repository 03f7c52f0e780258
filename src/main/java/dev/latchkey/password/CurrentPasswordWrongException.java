package dev.latchkey.password;

import java.io.Serial;

/**
 * Somebody who is signed in gave a wrong password where the current one was asked for.
 */
public class CurrentPasswordWrongException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Refuse the change.
	 */
	public CurrentPasswordWrongException() {
		super("The current password is wrong");
	}

}

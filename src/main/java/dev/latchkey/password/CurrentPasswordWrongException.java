package dev.latchkey.password;

/**
 * Somebody who is signed in gave a wrong password where the current one was asked for.
 */
public class CurrentPasswordWrongException extends RuntimeException {

	/**
	 * Refuse the change.
	 */
	public CurrentPasswordWrongException() {
		super("The current password is wrong");
	}

}

package dev.latchkey.password;

/**
 * A signed-in user gave a wrong password where the current one was asked for.
 */
public class CurrentPasswordWrongException extends RuntimeException {

	public CurrentPasswordWrongException() {
		super("The current password is wrong");
	}

}

package dev.latchkey.factor;

/**
 * The first code of an authenticator app is wrong, or no secret waits for it.
 */
public class InvalidFirstCodeException extends RuntimeException {

	/**
	 * Create the exception.
	 */
	public InvalidFirstCodeException() {
		super("invalid first code");
	}

}

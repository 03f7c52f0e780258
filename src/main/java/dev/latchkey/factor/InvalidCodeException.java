package dev.latchkey.factor;

/**
 * The code of a second factor is wrong, or was used.
 */
public class InvalidCodeException extends RuntimeException {

	/**
	 * Create the exception.
	 */
	public InvalidCodeException() {
		super("invalid code");
	}

}

package dev.latchkey.factor;

/**
 * The ticket of a login is unknown, void, used or expired. The client is not told which.
 */
public class InvalidLoginException extends RuntimeException {

	/**
	 * Create the exception.
	 */
	public InvalidLoginException() {
		super("invalid login");
	}

}

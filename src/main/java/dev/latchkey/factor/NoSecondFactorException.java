package dev.latchkey.factor;

/**
 * The account has no second factor, so recovery codes would be of no use.
 */
public class NoSecondFactorException extends RuntimeException {

	/**
	 * Create the exception.
	 */
	public NoSecondFactorException() {
		super("no second factor");
	}

}

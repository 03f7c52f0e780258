package dev.latchkey.problem;

/**
 * The way to an application cannot be gone on from here: what the browser brings is too
 * old, was used, or is another browser's.
 */
public final class StartAgainException extends RuntimeException {

	/**
	 * Create the exception.
	 */
	public StartAgainException() {
		super("start again");
	}

}

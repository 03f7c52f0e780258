package dev.latchkey.oauth.device;

/**
 * What a person typed is no user code that waits for a decision: mistyped, expired, or
 * decided already.
 */
public class UnknownUserCodeException extends RuntimeException {

	/**
	 * Create the exception.
	 */
	public UnknownUserCodeException() {
		super("No device waits with this code", null, false, false);
	}

}

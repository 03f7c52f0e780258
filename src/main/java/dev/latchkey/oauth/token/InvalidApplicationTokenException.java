package dev.latchkey.oauth.token;

/**
 * This installation did not give such an access token to an application, or it is not
 * valid any more (RFC 6750, 3.1).
 */
public class InvalidApplicationTokenException extends RuntimeException {

	/**
	 * Create the exception.
	 */
	public InvalidApplicationTokenException() {
		super("The token is not valid", null, false, false);
	}

}

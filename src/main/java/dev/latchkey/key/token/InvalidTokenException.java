package dev.latchkey.key.token;

/**
 * A token was not signed by this installation, or is not in the one form that is
 * accepted. Clients never see it: the mode that reads the token says instead that the
 * credential is invalid.
 */
public class InvalidTokenException extends RuntimeException {

	public InvalidTokenException() {
		super("The token is not authentic", null, false, false);
	}

}

package dev.latchkey.key;

/**
 * A token was not written by this installation, or not in the one form that is accepted.
 */
public class InvalidTokenException extends RuntimeException {

	InvalidTokenException() {
		super("The token is not authentic", null, false, false);
	}

}

package dev.latchkey.oauth;

/**
 * A code or a refresh token is not valid (RFC 6749, 5.2): it is not this application's,
 * was used or replaced, has expired, or belongs to a session that has ended.
 */
public class InvalidGrantException extends RuntimeException {

	InvalidGrantException() {
		super("The grant is not valid", null, false, false);
	}

}

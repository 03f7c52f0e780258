package dev.latchkey.oauth;

/**
 * A code or a refresh token gives nothing (RFC 6749, 5.2): it is none of this
 * application, was used, was replaced, has expired, or hangs on a session that has ended.
 */
public class InvalidGrantException extends RuntimeException {

	InvalidGrantException() {
		super("The grant is not valid", null, false, false);
	}

}

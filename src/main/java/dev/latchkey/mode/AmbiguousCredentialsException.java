package dev.latchkey.mode;

/**
 * A request carries different credentials, and does not say which one it means (RFC 6750,
 * 2: no more than one method in a request), or more of them than any client has.
 */
public class AmbiguousCredentialsException extends RuntimeException {

	public AmbiguousCredentialsException() {
		super("different credentials");
	}

}

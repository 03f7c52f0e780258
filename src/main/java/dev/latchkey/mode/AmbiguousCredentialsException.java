package dev.latchkey.mode;

/**
 * A request carries two different credentials, and which one it means cannot be told (RFC
 * 6750, 2: no more than one method in a request).
 */
public class AmbiguousCredentialsException extends RuntimeException {

	/**
	 * Say that a request carries two different credentials.
	 */
	public AmbiguousCredentialsException() {
		super("two different credentials");
	}

}

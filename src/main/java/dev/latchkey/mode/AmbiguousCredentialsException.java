package dev.latchkey.mode;

/**
 * A request carries two different credentials, and does not say which one it means (RFC
 * 6750, 2: no more than one method in a request).
 */
public class AmbiguousCredentialsException extends RuntimeException {

	public AmbiguousCredentialsException() {
		super("two different credentials");
	}

}

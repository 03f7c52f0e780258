package dev.latchkey.oauth;

/**
 * An application asked for more than was granted (RFC 6749, 6).
 */
public class InvalidScopeException extends RuntimeException {

	InvalidScopeException() {
		super("More was asked for than was granted", null, false, false);
	}

}

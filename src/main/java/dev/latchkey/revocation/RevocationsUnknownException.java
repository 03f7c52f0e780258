package dev.latchkey.revocation;

/**
 * This node cannot tell what has ended: it was cut off from the log for too long. The
 * answer is 503, never 200 and never 401.
 */
public class RevocationsUnknownException extends RuntimeException {

	RevocationsUnknownException() {
		super("cut off from the revocation log");
	}

}

package dev.latchkey.application;

/**
 * The application proves itself with no secret, so that it can have no new one.
 */
public final class NoSecretException extends RuntimeException {

	public NoSecretException() {
		super("This application has no secret");
	}

}

package dev.latchkey.application;

/**
 * The application has no secret, so it cannot get a new one.
 */
public final class NoSecretException extends RuntimeException {

	public NoSecretException() {
		super("This application has no secret");
	}

}

package dev.latchkey.application;

/**
 * There are as many applications as there may be.
 */
public final class TooManyApplicationsException extends RuntimeException {

	public TooManyApplicationsException() {
		super("There are too many applications");
	}

}

package dev.latchkey.application;

/**
 * There are as many applications as there may be.
 */
public final class TooManyApplicationsException extends RuntimeException {

	/**
	 * Refuse a new application.
	 */
	public TooManyApplicationsException() {
		super("There are too many applications");
	}

}

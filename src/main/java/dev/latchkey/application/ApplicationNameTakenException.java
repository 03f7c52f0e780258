package dev.latchkey.application;

/**
 * Another application has this name, so that people could not tell the two apart.
 */
public final class ApplicationNameTakenException extends RuntimeException {

	public ApplicationNameTakenException() {
		super("An application with this name exists");
	}

}

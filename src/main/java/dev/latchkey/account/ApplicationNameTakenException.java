package dev.latchkey.account;

import java.io.Serial;

/**
 * Another service has this name, so that people could not tell the two apart.
 */
public final class ApplicationNameTakenException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Refuse a new service.
	 */
	public ApplicationNameTakenException() {
		super("A service with this name exists");
	}

}

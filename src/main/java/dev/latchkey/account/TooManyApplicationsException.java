package dev.latchkey.account;

import java.io.Serial;

/**
 * There are as many services as there may be.
 */
public final class TooManyApplicationsException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Refuse a new service.
	 */
	public TooManyApplicationsException() {
		super("There are too many services");
	}

}

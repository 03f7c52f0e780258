package dev.latchkey.account;

import java.io.Serial;

/**
 * The change would leave nobody who can administer accounts. The transaction is rolled
 * back.
 */
public final class LastAdministratorException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Refuse the change.
	 */
	public LastAdministratorException() {
		super("There must be an active account that may write users");
	}

}

package dev.latchkey.role;

/**
 * The change would leave nobody who can administer accounts. The transaction is rolled
 * back.
 */
public final class LastAdministratorException extends RuntimeException {

	/**
	 * Refuse the change.
	 */
	public LastAdministratorException() {
		super("There must be an active account that may write users");
	}

}

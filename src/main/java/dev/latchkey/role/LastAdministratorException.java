package dev.latchkey.role;

/**
 * The change would take the last administrator away. The transaction is rolled back.
 */
public final class LastAdministratorException extends RuntimeException {

	public LastAdministratorException() {
		super("There must be an active account that may write users");
	}

}

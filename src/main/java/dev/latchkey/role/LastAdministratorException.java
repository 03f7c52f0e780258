package dev.latchkey.role;

/**
 * The change would take the last administrator away, or a permission from the role ADMIN.
 * The transaction is rolled back.
 */
public final class LastAdministratorException extends RuntimeException {

	public LastAdministratorException() {
		super("There must be an active account with the role ADMIN, which holds every permission");
	}

}

package dev.latchkey.role;

/**
 * There is no such role.
 */
public final class UnknownRoleException extends RuntimeException {

	/**
	 * Say that there is none.
	 */
	public UnknownRoleException() {
		super("There is no such role");
	}

}

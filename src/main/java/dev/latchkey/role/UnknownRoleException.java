package dev.latchkey.role;

/**
 * There is no such role.
 */
public final class UnknownRoleException extends RuntimeException {

	public UnknownRoleException() {
		super("There is no such role");
	}

}

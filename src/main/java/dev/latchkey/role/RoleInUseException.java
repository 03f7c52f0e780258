package dev.latchkey.role;

/**
 * The role cannot be deleted: an account has it, or the service itself needs it.
 */
public final class RoleInUseException extends RuntimeException {

	public RoleInUseException() {
		super("The role is in use");
	}

}

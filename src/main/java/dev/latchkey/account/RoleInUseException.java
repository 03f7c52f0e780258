package dev.latchkey.account;

import java.io.Serial;

/**
 * The role cannot be deleted: an account has it, or the service itself needs it.
 */
public final class RoleInUseException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Refuse the deletion.
	 */
	public RoleInUseException() {
		super("The role is in use");
	}

}

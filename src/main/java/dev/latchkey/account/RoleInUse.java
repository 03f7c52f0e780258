package dev.latchkey.account;

import java.io.Serial;

/**
 * The role cannot be deleted: an account has it, or the service itself needs it.
 */
public final class RoleInUse extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Refuse the deletion.
	 */
	public RoleInUse() {
		super("The role is in use");
	}

}

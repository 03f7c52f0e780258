package dev.latchkey.account;

import java.io.Serial;

/**
 * A role or a set of roles that cannot be: a name of the wrong form, or more roles and
 * permissions than a credential has room for.
 */
public final class InvalidRoleException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Refuse a role.
	 * @param message what is wrong with it, without anything that a client sent
	 */
	public InvalidRoleException(String message) {
		super(message);
	}

}

package dev.latchkey.role;

/**
 * A role or a set of roles that cannot be: a name of the wrong form, or more roles and
 * permissions than a credential has room for.
 */
public final class InvalidRoleException extends RuntimeException {

	/**
	 * Refuse a role.
	 * @param message what is wrong with it, without anything that a client sent
	 */
	public InvalidRoleException(String message) {
		super(message);
	}

}

package dev.latchkey.role;

/**
 * A role or a set of roles is not valid: a name has the wrong form, or there are more
 * roles and permissions than a credential has room for.
 */
public final class InvalidRoleException extends RuntimeException {

	/**
	 * Create an exception with a message for clients.
	 * @param message what is wrong with it, without anything that a client sent
	 */
	public InvalidRoleException(String message) {
		super(message);
	}

}

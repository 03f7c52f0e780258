package dev.latchkey.role;

/**
 * Somebody meant to grant, or to touch, a permission that they lack themselves.
 */
public final class NotGrantableException extends RuntimeException {

	/**
	 * Refuse the grant.
	 */
	public NotGrantableException() {
		super("No one grants what they lack");
	}

}

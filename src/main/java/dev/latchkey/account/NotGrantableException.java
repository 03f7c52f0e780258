package dev.latchkey.account;

import java.io.Serial;

/**
 * Somebody meant to grant, or to touch, a permission that they lack themselves.
 */
public final class NotGrantableException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Refuse the grant.
	 */
	public NotGrantableException() {
		super("No one grants what they lack");
	}

}

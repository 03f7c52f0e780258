package dev.latchkey.account;

import java.io.Serial;

/**
 * There is no such account, or no longer.
 */
public final class UnknownAccount extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Say that there is none.
	 */
	public UnknownAccount() {
		super("There is no such account");
	}

}

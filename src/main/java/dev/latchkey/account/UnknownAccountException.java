package dev.latchkey.account;

/**
 * There is no such account, or no longer.
 */
public final class UnknownAccountException extends RuntimeException {

	/**
	 * Say that there is none.
	 */
	public UnknownAccountException() {
		super("There is no such account");
	}

}

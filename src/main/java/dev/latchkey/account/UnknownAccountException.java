package dev.latchkey.account;

/**
 * There is no such account, or not any more.
 */
public final class UnknownAccountException extends RuntimeException {

	public UnknownAccountException() {
		super("There is no such account");
	}

}

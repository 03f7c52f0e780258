package dev.latchkey.role;

/**
 * An administrator meant to grant a permission that they lack, or to change an account
 * that holds one.
 */
public final class NotGrantableException extends RuntimeException {

	public NotGrantableException() {
		super("You can only grant permissions that you hold");
	}

}

package dev.latchkey.mode;

/**
 * A credential is not authentic: it was forged or mutilated, comes from another
 * installation, or is not known any more. The message says no more than that.
 */
public class InvalidCredentialException extends RuntimeException {

	public InvalidCredentialException() {
		super("invalid credential");
	}

}

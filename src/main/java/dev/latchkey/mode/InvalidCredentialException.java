package dev.latchkey.mode;

/**
 * A credential is not authentic: forged, mutilated, of another service, or nobody knows
 * it any more.
 */
public class InvalidCredentialException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Say that a credential is not authentic, and no more than that.
	 */
	public InvalidCredentialException() {
		super("invalid credential");
	}

}

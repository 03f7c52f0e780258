package dev.latchkey.mode;

/**
 * A credential is not authentic: forged, mutilated, of another application, or nobody
 * knows it any more.
 */
public class InvalidCredentialException extends RuntimeException {

	/**
	 * Say that a credential is not authentic, and no more than that.
	 */
	public InvalidCredentialException() {
		super("invalid credential");
	}

}

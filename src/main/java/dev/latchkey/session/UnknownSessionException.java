package dev.latchkey.session;

/**
 * There is no such session, or it is not the caller's business.
 */
public class UnknownSessionException extends RuntimeException {

	/**
	 * Say that a session is not known.
	 */
	public UnknownSessionException() {
		super("unknown session");
	}

}

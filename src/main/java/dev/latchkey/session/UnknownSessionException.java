package dev.latchkey.session;

/**
 * There is no such session, or the caller has no say over it.
 */
public class UnknownSessionException extends RuntimeException {

	/**
	 * Report that a session is not known.
	 */
	public UnknownSessionException() {
		super("unknown session");
	}

}

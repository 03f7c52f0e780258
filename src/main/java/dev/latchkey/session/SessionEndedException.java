package dev.latchkey.session;

import dev.latchkey.revocation.EndReason;

/**
 * A credential is authentic, but the session that it opened has ended.
 */
public class SessionEndedException extends RuntimeException {

	private final EndReason reason;

	/**
	 * Report that a session has ended.
	 * @param reason why it ended
	 */
	public SessionEndedException(EndReason reason) {
		super("session over: " + reason.code());
		this.reason = reason;
	}

	/**
	 * Return why the session ended.
	 * @return the reason
	 */
	public EndReason reason() {
		return this.reason;
	}

}

package dev.latchkey.grant;

import java.time.Instant;

import dev.latchkey.session.Session;

/**
 * The content of a host credential.
 *
 * @param handle the session
 * @param epoch the log's number when its login began
 * @param expiresAt when it expires, in whole seconds
 */
record HostCredential(String handle, long epoch, Instant expiresAt) {

	/**
	 * Return the credential of a session. It expires with the session or within a second
	 * after it, never before: the session's own limit is asked each time.
	 */
	static HostCredential of(Session session) {
		Instant end = session.expiresAt();
		return new HostCredential(session.handle(), session.epoch(),
				Instant.ofEpochSecond(end.getEpochSecond() + ((end.getNano() > 0) ? 1 : 0)));
	}

}

package dev.latchkey.grant;

import java.time.Clock;
import java.time.Instant;

import dev.latchkey.application.Application;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionEndedException;
import dev.latchkey.session.seen.LastSeen;

/**
 * Reads host credentials: the cookie by which the host of an application knows a session.
 * It is one path for both modes, and asks no server where this node has read the session
 * before.
 */
public class HostCredentials {

	private final HostCredentialCodec codec;

	private final KnownSessions sessions;

	private final LastSeen lastSeen;

	private final Clock clock;

	HostCredentials(HostCredentialCodec codec, KnownSessions sessions, LastSeen lastSeen, Clock clock) {
		this.codec = codec;
		this.sessions = sessions;
		this.lastSeen = lastSeen;
		this.clock = clock;
	}

	/**
	 * Return the session that a host credential opens, and note that it is in use.
	 * @param value the cookie's value, as the client sent it
	 * @param application the application of the host
	 * @param host the host that the client asked for, canonical
	 * @return the session, which is live
	 * @throws InvalidHostCredentialException if it opens nothing on this host
	 * @throws SessionEndedException if it did, and the session has ended
	 * @throws dev.latchkey.revocation.RevocationsUnknownException if this node cannot
	 * tell
	 * @throws org.springframework.dao.DataAccessException if this node does not know the
	 * session, and it cannot be read
	 */
	public Session open(String value, Application application, String host) {
		HostCredential credential = this.codec.read(value, application.id(), host);
		Instant now = this.clock.instant();
		if (!now.isBefore(credential.expiresAt())) {
			throw new SessionEndedException(EndReason.EXPIRED);
		}
		KnownSession known = this.sessions.live(credential.handle(), now);
		if (known.session().epoch() != credential.epoch()) {
			throw new InvalidHostCredentialException();
		}
		if (!application.mayBeUsedBy(known.session().permissions())) {
			// a role may have grown since this node read the session
			known = this.sessions.liveAgain(known, now);
		}
		known.noteUse(now);
		this.lastSeen.note(known.use());
		return known.session();
	}

}

package dev.latchkey.grant;

import java.time.Clock;
import java.time.Instant;

import dev.latchkey.application.Application;
import dev.latchkey.session.Session;
import dev.latchkey.session.UnknownSessionException;
import dev.latchkey.session.seen.LastSeen;

/**
 * Live sessions by their handle, for what an application was given in one. A node that
 * has read a session before asks no server.
 */
public class LiveSessions {

	private final KnownSessions sessions;

	private final LastSeen lastSeen;

	private final Clock clock;

	LiveSessions(KnownSessions sessions, LastSeen lastSeen, Clock clock) {
		this.sessions = sessions;
		this.lastSeen = lastSeen;
		this.clock = clock;
	}

	/**
	 * Return a live session that may use an application, and note that it is in use.
	 * @param handle its handle, from what this installation has authenticated
	 * @param application the application
	 * @return the session
	 * @throws UnknownSessionException if there is no such session, or it must change its
	 * password first, or may not use the application
	 * @throws dev.latchkey.session.SessionEndedException if it has ended, is idle or over
	 * @throws dev.latchkey.revocation.RevocationsUnknownException if this node cannot
	 * tell
	 * @throws org.springframework.dao.DataAccessException if this node does not know the
	 * session, and it cannot be read
	 */
	public Session use(String handle, Application application) {
		Instant now = this.clock.instant();
		KnownSession known = find(handle, application, now);
		known.noteUse(now);
		this.lastSeen.note(known.use());
		return known.session();
	}

	/**
	 * Return a live session that may use an application as the database has it now, and
	 * note that it is in use: a proof may have been renewed since this node read it.
	 * @param handle its handle
	 * @param application the application
	 * @return the session
	 * @throws UnknownSessionException as above
	 * @throws dev.latchkey.session.SessionEndedException as above
	 */
	public Session useNow(String handle, Application application) {
		try {
			this.sessions.liveNow(handle, this.clock.instant());
		}
		catch (InvalidHostCredentialException ex) {
			throw new UnknownSessionException();
		}
		return use(handle, application);
	}

	/**
	 * Return a live session that may use an application, as {@link #use}, and leave it as
	 * it is.
	 * @param handle its handle
	 * @param application the application
	 * @return the session
	 * @throws UnknownSessionException as above
	 * @throws dev.latchkey.session.SessionEndedException as above
	 */
	public Session look(String handle, Application application) {
		return find(handle, application, this.clock.instant()).session();
	}

	private KnownSession find(String handle, Application application, Instant now) {
		try {
			KnownSession known = this.sessions.live(handle, now);
			if (!application.mayBeUsedBy(known.session().permissions())) {
				// a role may have grown since this node read the session
				known = this.sessions.liveAgain(known, now);
			}
			if (application.mayBeUsedBy(known.session().permissions())) {
				return known;
			}
		}
		catch (InvalidHostCredentialException ex) {
			throw new UnknownSessionException();
		}
		throw new UnknownSessionException();
	}

}

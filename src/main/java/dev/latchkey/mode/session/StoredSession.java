package dev.latchkey.mode.session;

import java.time.Duration;
import java.time.Instant;

import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.session.MapSession;

/**
 * A session as Redis has it.
 *
 * @param content its times and attributes
 */
record StoredSession(MapSession content) implements SessionEntry {

	/** The attribute that holds the {@link Session}. */
	static final String SESSION = "session";

	/**
	 * Return who is signed in by it.
	 * @return the session that the gate opened, or {@code null} if it has no such
	 * attribute
	 */
	@Nullable Session session() {
		Object session = this.content.getAttribute(SESSION);
		return (session instanceof Session opened) ? opened : null;
	}

	@Override
	public @Nullable String handle() {
		Session session = session();
		return (session != null) ? session.handle() : null;
	}

	Duration maxIdle() {
		return this.content.getMaxInactiveInterval();
	}

	Instant lastSeen() {
		return this.content.getLastAccessedTime();
	}

	/**
	 * Return whether it is idle or its time is over.
	 */
	boolean isExpired(Instant now) {
		Session session = session();
		return !now.isBefore(lastSeen().plus(maxIdle())) || (session != null && !now.isBefore(session.expiresAt()));
	}

}

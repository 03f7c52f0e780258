package dev.latchkey.mode.session;

import org.jspecify.annotations.Nullable;

/**
 * What Redis has under a session's id: the session, or its tombstone.
 */
sealed interface SessionEntry permits StoredSession, SessionTombstone {

	/**
	 * Return the handle of the session that is or was signed in.
	 * @return the handle, or {@code null} if no user is signed in by it
	 */
	@Nullable String handle();

}

package dev.latchkey.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.latchkey.session.Session;
import dev.latchkey.session.active.ActiveSession;
import org.jspecify.annotations.Nullable;

/**
 * A live session as lists show it.
 *
 * @param handle its public id
 * @param current whether it is the session that asks
 * @param username its user, in lists of several users
 * @param address where the login came from
 * @param userAgent what the client called itself
 * @param transport how the client carries its credential
 * @param startedAt when it was opened
 * @param lastSeenAt when it was last used, to about a minute
 * @param expiresAt when it ends at the latest
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SessionView(String handle, boolean current, @Nullable String username, String address, String userAgent,
		String transport, Instant startedAt, Instant lastSeenAt, Instant expiresAt) {

	/**
	 * Return a session as its owner sees it.
	 * @param session the session
	 * @param asking the session that asks
	 * @return the entry, without a username
	 */
	public static SessionView forOwner(ActiveSession session, Session asking) {
		return of(session, asking, null);
	}

	/**
	 * Return a session as an administrator sees it.
	 * @param session the session
	 * @param asking the session that asks
	 * @return the entry, with the username
	 */
	public static SessionView forAdministrator(ActiveSession session, Session asking) {
		return of(session, asking, session.username());
	}

	private static SessionView of(ActiveSession session, Session asking, @Nullable String username) {
		return new SessionView(session.handle(), session.handle().equals(asking.handle()), username, session.address(),
				session.userAgent(), session.transport().code(), seconds(session.startedAt()),
				seconds(session.lastSeenAt()), session.expiresAt());
	}

	/**
	 * Return a time to the second, as the session's credential has it.
	 */
	private static Instant seconds(Instant time) {
		return time.truncatedTo(ChronoUnit.SECONDS);
	}

}

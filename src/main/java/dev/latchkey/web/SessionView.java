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
 * @param handle its public name
 * @param current whether it is the one that asks
 * @param username whose it is, where the list is of several users
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
	 * @param device the session
	 * @param asking the session that asks
	 * @return the entry, without a name
	 */
	public static SessionView own(ActiveSession device, Session asking) {
		return of(device, asking, null);
	}

	/**
	 * Return a session as it stands among others.
	 * @param device the session
	 * @param asking the session that asks
	 * @return the entry, with the name
	 */
	public static SessionView named(ActiveSession device, Session asking) {
		return of(device, asking, device.username());
	}

	private static SessionView of(ActiveSession device, Session asking, @Nullable String username) {
		return new SessionView(device.handle(), device.handle().equals(asking.handle()), username, device.address(),
				device.userAgent(), device.transport().code(), seconds(device.startedAt()),
				seconds(device.lastSeenAt()), device.expiresAt());
	}

	/**
	 * Return a time as the session's credential says it.
	 */
	private static Instant seconds(Instant time) {
		return time.truncatedTo(ChronoUnit.SECONDS);
	}

}

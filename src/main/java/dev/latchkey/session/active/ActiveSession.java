package dev.latchkey.session.active;

import java.time.Instant;

import dev.latchkey.session.Transport;

/**
 * A live session as its owner, or an administrator, sees it.
 *
 * @param handle its public name
 * @param accountId whose it is
 * @param username the account's name
 * @param address where the login came from
 * @param userAgent what the client called itself
 * @param transport how the client carries its credential
 * @param startedAt when it was opened
 * @param lastSeenAt when it was last used, to about a minute
 * @param expiresAt when it ends at the latest
 */
public record ActiveSession(String handle, String accountId, String username, String address, String userAgent,
		Transport transport, Instant startedAt, Instant lastSeenAt, Instant expiresAt) {
}

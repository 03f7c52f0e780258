package dev.latchkey.oauth;

import java.time.Instant;
import java.util.SortedSet;

import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * What an application's access token opens.
 *
 * @param clientId the application that it was given to
 * @param session the session that its grant hangs on, which is live; {@code null} where
 * the application acts for itself
 * @param scopes what it is good for
 * @param issuedAt when it was issued
 * @param expiresAt when it expires
 * @param id its own id
 */
public record ApplicationToken(String clientId, @Nullable Session session, SortedSet<String> scopes, Instant issuedAt,
		Instant expiresAt, String id) {
}

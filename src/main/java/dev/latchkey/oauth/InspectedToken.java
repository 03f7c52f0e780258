package dev.latchkey.oauth;

import java.time.Instant;
import java.util.SortedSet;

import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * What may be said of a token that is active (RFC 7662, 2.2).
 *
 * @param kind what kind of token it is
 * @param clientId the application that it was given to
 * @param session the session that its grant hangs on, which is live; {@code null} where
 * the application acts for itself
 * @param scopes what it is good for
 * @param issuedAt when it was issued; {@code null} for a refresh token, of which that is
 * not recorded
 * @param expiresAt when it expires
 * @param issuer this installation
 * @param id its own id; {@code null} for a refresh token
 */
public record InspectedToken(Kind kind, String clientId, @Nullable Session session, SortedSet<String> scopes,
		@Nullable Instant issuedAt, Instant expiresAt, String issuer, @Nullable String id) {

	/**
	 * What kind of token it is.
	 */
	public enum Kind {

		/** A signed access token. */
		ACCESS_TOKEN,
		/** A refresh token. */
		REFRESH_TOKEN

	}

}

package dev.latchkey.mode;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What a credential of any kind says to somebody who only asks about it.
 *
 * @param kind what kind of credential it is
 * @param reading the session, and when credential or session are over by themselves
 * @param issuedAt when it was issued, or {@code null} where nobody has written that down
 * @param expiresAt when it is over, as it says itself
 * @param token what only a signed token says, or {@code null} where it is none
 */
public record CredentialInspection(Kind kind, CredentialReading reading, @Nullable Instant issuedAt, Instant expiresAt,
		@Nullable SignedToken token) {

	/**
	 * What a credential is good for.
	 */
	public enum Kind {

		/** Opens a session by naming it. */
		SESSION,
		/** Opens the session that is written in it. */
		ACCESS_TOKEN,
		/** Opens nothing; it gets the next credentials. */
		REFRESH_TOKEN

	}

	/**
	 * What a signed token says of itself (RFC 7519, 4.1).
	 *
	 * @param issuer who signed it
	 * @param audience whom it is for
	 * @param id its own name
	 */
	public record SignedToken(String issuer, String audience, String id) {
	}

}

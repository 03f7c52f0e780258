package dev.latchkey.mode;

import java.time.Instant;

import dev.latchkey.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * What a credential of any kind says to an application that only asks about it.
 *
 * @param kind what kind of credential it is
 * @param reading the session, and when credential or session expire
 * @param issuedAt when it was issued, or {@code null} where that is not recorded
 * @param expiresAt when it expires, as it says itself
 * @param token what only a signed token says, or {@code null} for other credentials
 */
public record CredentialInspection(Kind kind, CredentialReading reading, @Nullable Instant issuedAt, Instant expiresAt,
		@Nullable SignedToken token) {

	CredentialInspection withSession(Session session) {
		return new CredentialInspection(this.kind,
				new CredentialReading(session, this.reading.validUntil(), this.reading.use()), this.issuedAt,
				this.expiresAt, this.token);
	}

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

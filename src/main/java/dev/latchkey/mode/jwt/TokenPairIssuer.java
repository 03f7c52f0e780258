package dev.latchkey.mode.jwt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.latchkey.mode.CredentialCookies;
import dev.latchkey.mode.IssuedCredentials;
import dev.latchkey.mode.TokenResponse;
import dev.latchkey.session.OpenedSession;
import dev.latchkey.session.Session;
import dev.latchkey.session.Transport;
import dev.latchkey.session.refresh.RefreshToken;

/**
 * Issues an access token and the refresh token that goes with it, in the way that the
 * client carries them.
 */
class TokenPairIssuer {

	private final AccessTokenWriter accessTokenWriter;

	private final RefreshTokens refreshTokens;

	private final CredentialCookies cookies;

	private final Clock clock;

	TokenPairIssuer(AccessTokenWriter accessTokenWriter, RefreshTokens refreshTokens, CredentialCookies cookies,
			Clock clock) {
		this.accessTokenWriter = accessTokenWriter;
		this.refreshTokens = refreshTokens;
		this.cookies = cookies;
		this.clock = clock;
	}

	/**
	 * Issue the tokens of the session's present generation.
	 * @param transport how the client carries them, which may differ from the login's
	 */
	IssuedCredentials issue(OpenedSession opened, Transport transport) {
		return issue(opened, transport, opened.generation());
	}

	/**
	 * Issue the tokens of a generation, which may be older than the present one.
	 */
	IssuedCredentials issue(OpenedSession opened, Transport transport, long generation) {
		AccessToken access = this.accessTokenWriter.write(opened, generation);
		// as the token says it, so that its reader finds what the login was told
		Session session = access.claims().session();
		String refresh = this.refreshTokens.write(new RefreshToken(session.handle(), generation));
		Instant now = this.clock.instant();
		long secondsLeft = secondsRoundedUp(Duration.between(now, opened.session().expiresAt()));
		if (transport == Transport.BEARER) {
			long expiresIn = secondsRoundedUp(Duration.between(now, access.expiresAt()));
			return new IssuedCredentials(session, List.of(),
					new TokenResponse(access.text(), "Bearer", expiresIn, refresh, secondsLeft));
		}
		Duration lifetime = opened.remembered() ? Duration.ofSeconds(secondsLeft) : null;
		return new IssuedCredentials(session,
				List.of(this.cookies.create(CredentialCookies.CREDENTIAL, access.text(), lifetime),
						this.cookies.create(CredentialCookies.REFRESH, refresh, lifetime)),
				null);
	}

	/**
	 * Return a time in seconds. Tokens have whole seconds, and one of five minutes lasts
	 * 300 all the same.
	 */
	private static long secondsRoundedUp(Duration duration) {
		return Math.max(0, duration.plusNanos(999_999_999).toSeconds());
	}

}

package dev.latchkey.mode.jwt;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.latchkey.mode.Credential;
import dev.latchkey.mode.CredentialCookies;
import dev.latchkey.mode.CredentialInspection;
import dev.latchkey.mode.CredentialReading;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.mode.IssuedCredentials;
import dev.latchkey.mode.Mode;
import dev.latchkey.mode.TokenResponse;
import dev.latchkey.session.OpenedSession;
import dev.latchkey.session.Session;
import dev.latchkey.session.Transport;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseCookie;

/**
 * Remembers sessions in what the client holds: an access token that carries the session,
 * and a refresh token that gets the next one.
 */
class JwtMode implements Mode {

	private final AccessTokens accessTokens;

	private final RefreshTokens refreshTokens;

	private final RefreshInspection refreshInspection;

	private final CredentialCookies cookies;

	private final Clock clock;

	JwtMode(AccessTokens accessTokens, RefreshTokens refreshTokens, RefreshInspection refreshInspection,
			CredentialCookies cookies, Clock clock) {
		this.accessTokens = accessTokens;
		this.refreshTokens = refreshTokens;
		this.refreshInspection = refreshInspection;
		this.cookies = cookies;
		this.clock = clock;
	}

	@Override
	public String name() {
		return "jwt";
	}

	@Override
	public List<Transport> transports() {
		return List.of(Transport.BEARER, Transport.COOKIE);
	}

	@Override
	public IssuedCredentials issue(OpenedSession opened) {
		return issue(opened, opened.transport());
	}

	/**
	 * Issue the credential for a transport that is not the login's.
	 */
	IssuedCredentials issue(OpenedSession opened, Transport transport) {
		return issue(opened, transport, opened.generation());
	}

	/**
	 * Issue the credential of an older generation.
	 */
	IssuedCredentials issue(OpenedSession opened, Transport transport, long generation) {
		AccessToken access = this.accessTokens.write(opened, generation);
		// as the token says it, so that whoever reads it finds what the login was told
		Session session = access.claims().session();
		String refresh = this.refreshTokens.write(new RefreshToken(session.handle(), generation));
		Instant now = this.clock.instant();
		Duration left = Duration.between(now, opened.session().expiresAt());
		if (transport == Transport.BEARER) {
			return new IssuedCredentials(session, List.of(), new TokenResponse(access.text(), "Bearer",
					begun(Duration.between(now, access.expiresAt())), refresh, begun(left)));
		}
		Duration lifetime = opened.remembered() ? Duration.ofSeconds(begun(left)) : null;
		return new IssuedCredentials(session,
				List.of(this.cookies.carrying(CredentialCookies.CREDENTIAL, access.text(), lifetime),
						this.cookies.carrying(CredentialCookies.REFRESH, refresh, lifetime)),
				null);
	}

	@Override
	public CredentialReading read(Credential credential) {
		return this.accessTokens.read(credential.value());
	}

	@Override
	public CredentialInspection inspect(String value) {
		return isRefreshToken(value) ? this.refreshInspection.inspect(value) : this.accessTokens.inspect(value);
	}

	@Override
	public @Nullable String handleOf(String value) {
		try {
			return isRefreshToken(value) ? this.refreshTokens.read(value).handle()
					: this.accessTokens.read(value).session().handle();
		}
		catch (InvalidCredentialException ex) {
			return null;
		}
	}

	@Override
	public List<ResponseCookie> forgotten() {
		return List.of(this.cookies.forgotten(CredentialCookies.CREDENTIAL),
				this.cookies.forgotten(CredentialCookies.REFRESH));
	}

	/**
	 * @return the scheme alone: nothing was sent, so nothing was wrong with it (RFC 6750,
	 * 3.1)
	 */
	@Override
	public String challenge() {
		return "Bearer";
	}

	@Override
	public String challengeInvalid() {
		return "Bearer error=\"invalid_token\"";
	}

	private static boolean isRefreshToken(String value) {
		return value.indexOf('.') < 0;
	}

	/**
	 * Return how many seconds of a time have begun: times of day are cut to seconds, and
	 * a token of five minutes lasts 300 all the same.
	 */
	private static long begun(Duration duration) {
		return Math.max(0, duration.plusNanos(999_999_999).toSeconds());
	}

}

package dev.latchkey.mode.jwt;

import java.util.List;

import dev.latchkey.mode.Credential;
import dev.latchkey.mode.CredentialCookies;
import dev.latchkey.mode.CredentialInspection;
import dev.latchkey.mode.CredentialReading;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.mode.IssuedCredentials;
import dev.latchkey.mode.Mode;
import dev.latchkey.session.OpenedSession;
import dev.latchkey.session.Session;
import dev.latchkey.session.Transport;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ResponseCookie;

/**
 * Remembers sessions in what the client holds: an access token that carries the session,
 * and a refresh token that the client exchanges for the next one.
 */
class JwtMode implements Mode {

	private final AccessTokenVerifier accessTokenVerifier;

	private final RefreshTokens refreshTokens;

	private final RefreshInspection refreshInspection;

	private final TokenPairIssuer tokenPairIssuer;

	private final CredentialCookies cookies;

	JwtMode(AccessTokenVerifier accessTokenVerifier, RefreshTokens refreshTokens, RefreshInspection refreshInspection,
			TokenPairIssuer tokenPairIssuer, CredentialCookies cookies) {
		this.accessTokenVerifier = accessTokenVerifier;
		this.refreshTokens = refreshTokens;
		this.refreshInspection = refreshInspection;
		this.tokenPairIssuer = tokenPairIssuer;
		this.cookies = cookies;
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
		return this.tokenPairIssuer.issue(opened, opened.transport());
	}

	@Override
	public CredentialReading read(Credential credential) {
		return this.accessTokenVerifier.verify(credential.value());
	}

	@Override
	public CredentialInspection inspect(String value) {
		return isRefreshToken(value) ? this.refreshInspection.inspect(value) : this.accessTokenVerifier.inspect(value);
	}

	@Override
	public void renew(Credential credential, Session session) {
		this.accessTokenVerifier.renew(credential.value(), session);
	}

	@Override
	public @Nullable String handleOf(String value) {
		try {
			return isRefreshToken(value) ? this.refreshTokens.read(value).id()
					: this.accessTokenVerifier.verify(value).session().handle();
		}
		catch (InvalidCredentialException ex) {
			return null;
		}
	}

	@Override
	public List<ResponseCookie> expiredCookies() {
		return List.of(this.cookies.expired(CredentialCookies.CREDENTIAL),
				this.cookies.expired(CredentialCookies.REFRESH));
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

}

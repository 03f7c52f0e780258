package dev.latchkey.mode.jwt;

import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.mode.IssuedCredentials;
import dev.latchkey.session.CredentialIssuer;
import dev.latchkey.session.SessionRefresh;
import dev.latchkey.session.Transport;
import dev.latchkey.session.UnknownSessionException;
import dev.latchkey.session.refresh.RefreshRotation;
import dev.latchkey.session.refresh.RefreshToken;

/**
 * Exchanges a refresh token for new credentials of the same session (RFC 6749, 6).
 */
class TokenRefresh {

	private final RefreshTokens refreshTokens;

	private final SessionRefresh sessionRefresh;

	private final TokenPairIssuer tokenPairIssuer;

	TokenRefresh(RefreshTokens refreshTokens, SessionRefresh sessionRefresh, TokenPairIssuer tokenPairIssuer) {
		this.refreshTokens = refreshTokens;
		this.sessionRefresh = sessionRefresh;
		this.tokenPairIssuer = tokenPairIssuer;
	}

	/**
	 * Exchange a refresh token.
	 * @param token the token
	 * @param transport how the client carries it, and gets the new ones
	 * @return the new credentials
	 * @throws InvalidCredentialException if the token was not issued by this
	 * installation, or its session is not known any more
	 * @throws dev.latchkey.session.SessionEndedException if the session has ended, or
	 * ends because this token had been replaced
	 */
	IssuedCredentials exchange(String token, Transport transport) {
		return exchange(this.refreshTokens.read(token), (opened) -> this.tokenPairIssuer.issue(opened, transport));
	}

	/**
	 * Exchange the refresh token of a browser that is on the way to a page.
	 * @param token the token
	 * @return the new credentials, and others for the rest of the request
	 * @throws InvalidCredentialException as above
	 * @throws dev.latchkey.session.SessionEndedException as above
	 */
	RenewedCredentials renew(String token) {
		RefreshToken presented = this.refreshTokens.read(token);
		return exchange(presented,
				(opened) -> new RenewedCredentials(this.tokenPairIssuer.issue(opened, Transport.COOKIE),
						this.tokenPairIssuer.issue(opened, Transport.COOKIE, presented.generation())));
	}

	private <T> T exchange(RefreshToken presented, CredentialIssuer<T> issuer) {
		try {
			return this.sessionRefresh.refresh(presented.id(), presented.generation(), RefreshRotation::successor,
					issuer);
		}
		catch (UnknownSessionException ex) {
			throw new InvalidCredentialException();
		}
	}

}

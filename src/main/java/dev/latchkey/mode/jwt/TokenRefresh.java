package dev.latchkey.mode.jwt;


import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.mode.IssuedCredentials;
import dev.latchkey.session.CredentialIssuer;
import dev.latchkey.session.SessionRefresh;
import dev.latchkey.session.Transport;
import dev.latchkey.session.UnknownSessionException;

/**
 * Exchanges a refresh token for new credentials of the same session (RFC 6749, 6).
 */
class TokenRefresh {

	private final RefreshTokens tokens;

	private final SessionRefresh refresh;

	private final JwtMode mode;

	TokenRefresh(RefreshTokens tokens, SessionRefresh refresh, JwtMode mode) {
		this.tokens = tokens;
		this.refresh = refresh;
		this.mode = mode;
	}

	/**
	 * Exchange a refresh token.
	 * @param token the token
	 * @param transport how the client carries it, and so the new ones
	 * @return the new credentials
	 * @throws InvalidCredentialException if this installation has not written the token,
	 * or its session does not exist any more
	 * @throws dev.latchkey.session.SessionEndedException if the session has ended, or
	 * ends because this token had been replaced
	 */
	IssuedCredentials exchange(String token, Transport transport) {
		return exchange(this.tokens.read(token), (opened) -> this.mode.issue(opened, transport));
	}

	/**
	 * Exchange the refresh token of a browser that is on the way to a page.
	 * @param token the token
	 * @return the new credentials, and others for the rest of the request
	 * @throws InvalidCredentialException as above
	 * @throws dev.latchkey.session.SessionEndedException as above
	 */
	RenewedCredentials renew(String token) {
		RefreshToken presented = this.tokens.read(token);
		return exchange(presented, (opened) -> new RenewedCredentials(this.mode.issue(opened, Transport.COOKIE),
				this.mode.issue(opened, Transport.COOKIE, presented.generation())));
	}

	private <T> T exchange(RefreshToken presented, CredentialIssuer<T> issuer) {
		try {
			return this.refresh.refresh(presented.handle(), presented.generation(), RefreshRotation::of, issuer);
		}
		catch (UnknownSessionException ex) {
			throw new InvalidCredentialException();
		}
	}

}

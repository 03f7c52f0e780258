package dev.latchkey.mode.jwt;

import dev.latchkey.mode.InvalidCredential;
import dev.latchkey.mode.Issued;
import dev.latchkey.session.Reopening;
import dev.latchkey.session.Transport;
import dev.latchkey.session.UnknownSession;

/**
 * Exchanges a refresh token for new credentials of the same session (RFC 6749, 6).
 */
class Refresh {

	private final RefreshTokens tokens;

	private final Reopening reopening;

	private final JwtMode mode;

	Refresh(RefreshTokens tokens, Reopening reopening, JwtMode mode) {
		this.tokens = tokens;
		this.reopening = reopening;
		this.mode = mode;
	}

	/**
	 * Exchange a refresh token.
	 * @param token the token
	 * @param transport how the client carries it, and so the new ones
	 * @return the new credentials
	 * @throws InvalidCredential if we have not written the token, or nobody knows its
	 * session any more
	 * @throws dev.latchkey.session.SessionOver if the session has ended, or ends because
	 * this token had been replaced
	 */
	Issued exchange(String token, Transport transport) {
		RefreshToken presented = this.tokens.read(token);
		try {
			return this.reopening.reopen(presented.handle(), (known) -> Succession.of(presented.generation(), known),
					(opened) -> this.mode.issue(opened, transport));
		}
		catch (UnknownSession ex) {
			throw new InvalidCredential();
		}
	}

}

package dev.latchkey.mode.jwt;

import java.util.function.Function;

import dev.latchkey.mode.InvalidCredential;
import dev.latchkey.mode.Issued;
import dev.latchkey.session.Opened;
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
		return exchange(this.tokens.read(token), (opened) -> this.mode.issue(opened, transport));
	}

	/**
	 * Exchange the refresh token of a browser that is on the way to a page.
	 * @param token the token
	 * @return the new credentials, and others for the rest of the request
	 * @throws InvalidCredential as above
	 * @throws dev.latchkey.session.SessionOver as above
	 */
	Renewal renew(String token) {
		RefreshToken presented = this.tokens.read(token);
		return exchange(presented, (opened) -> new Renewal(this.mode.issue(opened, Transport.COOKIE),
				this.mode.issue(opened, Transport.COOKIE, presented.generation())));
	}

	private <T> T exchange(RefreshToken presented, Function<Opened, T> issue) {
		try {
			return this.reopening.reopen(presented.handle(), presented.generation(),
					(known) -> Succession.of(presented.generation(), known), issue);
		}
		catch (UnknownSession ex) {
			throw new InvalidCredential();
		}
	}

}

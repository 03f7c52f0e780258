package dev.latchkey.mode.jwt;

import dev.latchkey.mode.CredentialInspection;
import dev.latchkey.mode.CredentialReading;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.session.RefreshableSession;
import dev.latchkey.session.SessionRefresh;
import dev.latchkey.session.UnknownSessionException;
import dev.latchkey.session.refresh.RefreshRotation;
import dev.latchkey.session.refresh.RefreshToken;
import dev.latchkey.session.seen.CredentialUse;

/**
 * Tells what a refresh would find, without refreshing.
 */
class RefreshInspection {

	private final RefreshTokens refreshTokens;

	private final SessionRefresh sessionRefresh;

	RefreshInspection(RefreshTokens refreshTokens, SessionRefresh sessionRefresh) {
		this.refreshTokens = refreshTokens;
		this.sessionRefresh = sessionRefresh;
	}

	/**
	 * Look at a refresh token.
	 * @return what it says; the moment at which it was issued is not recorded
	 * @throws InvalidCredentialException if it was not issued by this installation, or
	 * its session is not known any more
	 * @throws dev.latchkey.session.SessionEndedException if the session has ended, or the
	 * token had been replaced; that does not end the session, as using it would
	 */
	CredentialInspection inspect(String text) {
		RefreshToken presented = this.refreshTokens.read(text);
		try {
			RefreshableSession known = this.sessionRefresh.peek(presented.id(), presented.generation(),
					RefreshRotation::successor);
			return new CredentialInspection(CredentialInspection.Kind.REFRESH_TOKEN,
					new CredentialReading(known.session(), known.validUntil(),
							new CredentialUse(known.session().handle(), presented.generation())),
					null, known.validUntil(), null);
		}
		catch (UnknownSessionException ex) {
			throw new InvalidCredentialException();
		}
	}

}

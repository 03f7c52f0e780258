package dev.latchkey.mode.jwt;

import dev.latchkey.mode.CredentialInspection;
import dev.latchkey.mode.CredentialReading;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.session.CredentialUse;
import dev.latchkey.session.RefreshableSession;
import dev.latchkey.session.SessionRefresh;
import dev.latchkey.session.UnknownSessionException;

/**
 * Tells what a refresh would say, without refreshing.
 */
class RefreshInspection {

	private final RefreshTokens tokens;

	private final SessionRefresh refresh;

	RefreshInspection(RefreshTokens tokens, SessionRefresh refresh) {
		this.tokens = tokens;
		this.refresh = refresh;
	}

	/**
	 * Look at a refresh token.
	 * @return what it says; which moment it was issued at is not written down anywhere
	 * @throws InvalidCredentialException if this installation has not written it, or its
	 * session does not exist any more
	 * @throws dev.latchkey.session.SessionEndedException if the session has ended, or the
	 * token had been replaced; that does not end the session, as using it would
	 */
	CredentialInspection inspect(String text) {
		RefreshToken presented = this.tokens.read(text);
		try {
			RefreshableSession live = this.refresh.peek(presented.handle(), presented.generation(),
					RefreshRotation::of);
			return new CredentialInspection(CredentialInspection.Kind.REFRESH_TOKEN,
					new CredentialReading(live.session(), live.validUntil(),
							new CredentialUse(live.session().handle(), presented.generation())),
					null, live.validUntil(), null);
		}
		catch (UnknownSessionException ex) {
			throw new InvalidCredentialException();
		}
	}

}

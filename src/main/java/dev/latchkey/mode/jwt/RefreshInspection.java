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

	private final SessionRefresh reopening;

	RefreshInspection(RefreshTokens tokens, SessionRefresh reopening) {
		this.tokens = tokens;
		this.reopening = reopening;
	}

	/**
	 * Look at a refresh token.
	 * @return what it says; which moment it was issued at is not written down anywhere
	 * @throws InvalidCredentialException if we have not written it, or nobody knows its
	 * session any more
	 * @throws dev.latchkey.session.SessionEndedException if the session has ended, or the
	 * token had been replaced; that does not end the session, as using it would
	 */
	CredentialInspection inspect(String text) {
		RefreshToken presented = this.tokens.read(text);
		try {
			RefreshableSession standing = this.reopening.look(presented.handle(),
					(known) -> RefreshRotation.of(presented.generation(), known));
			return new CredentialInspection(CredentialInspection.Kind.REFRESH_TOKEN,
					new CredentialReading(standing.session(), standing.until(),
							new CredentialUse(standing.session().handle(), presented.generation())),
					null, standing.until(), null);
		}
		catch (UnknownSessionException ex) {
			throw new InvalidCredentialException();
		}
	}

}

package dev.latchkey.mode.jwt;

import dev.latchkey.mode.Inspected;
import dev.latchkey.mode.InvalidCredential;
import dev.latchkey.mode.Reading;
import dev.latchkey.session.Reopening;
import dev.latchkey.session.Standing;
import dev.latchkey.session.UnknownSession;
import dev.latchkey.session.Use;

/**
 * Tells what a refresh would say, without refreshing.
 */
class RefreshInspection {

	private final RefreshTokens tokens;

	private final Reopening reopening;

	RefreshInspection(RefreshTokens tokens, Reopening reopening) {
		this.tokens = tokens;
		this.reopening = reopening;
	}

	/**
	 * Look at a refresh token.
	 * @return what it says; which moment it was issued at is not written down anywhere
	 * @throws InvalidCredential if we have not written it, or nobody knows its session
	 * any more
	 * @throws dev.latchkey.session.SessionOver if the session has ended, or the token had
	 * been replaced; that does not end the session, as using it would
	 */
	Inspected inspect(String text) {
		RefreshToken presented = this.tokens.read(text);
		try {
			Standing standing = this.reopening.look(presented.handle(),
					(known) -> Succession.of(presented.generation(), known));
			return new Inspected(Inspected.Kind.REFRESH_TOKEN,
					new Reading(standing.session(), standing.until(),
							new Use(standing.session().handle(), presented.generation())),
					null, standing.until(), null);
		}
		catch (UnknownSession ex) {
			throw new InvalidCredential();
		}
	}

}

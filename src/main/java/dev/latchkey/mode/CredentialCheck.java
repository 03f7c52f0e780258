package dev.latchkey.mode;

import java.time.Clock;

import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.RevocationView;
import dev.latchkey.session.RestrictedSessions;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionEndedException;
import dev.latchkey.session.seen.LastSeen;

/**
 * The check that every signed-in request passes, in every mode, and every question about
 * a credential: the mode reads it, and this node's view says whether it still counts.
 */
public class CredentialCheck {

	private final Mode mode;

	private final RevocationView view;

	private final LastSeen lastSeen;

	private final RestrictedSessions restricted;

	private final Clock clock;

	CredentialCheck(Mode mode, RevocationView view, LastSeen lastSeen, RestrictedSessions restricted, Clock clock) {
		this.mode = mode;
		this.view = view;
		this.lastSeen = lastSeen;
		this.restricted = restricted;
		this.clock = clock;
	}

	/**
	 * Return the session that a credential opens.
	 * @param credential what the client sent
	 * @return the session, which is live
	 * @throws InvalidCredentialException if the credential is not authentic
	 * @throws SessionEndedException if it is, and the session has ended
	 * @throws dev.latchkey.revocation.RevocationsUnknownException if this node cannot
	 * tell
	 */
	public Session open(Credential credential) {
		CredentialReading reading = this.mode.read(credential);
		requireLive(reading);
		this.lastSeen.note(reading.use());
		return this.restricted.now(reading.session());
	}

	/**
	 * Return what a live credential of any kind says, for an application that asks about
	 * it. The session is not seen in use.
	 * @param value the credential's text
	 * @return what it says
	 * @throws InvalidCredentialException if the credential is not authentic
	 * @throws SessionEndedException if it is, and the session has ended
	 * @throws dev.latchkey.revocation.RevocationsUnknownException if this node cannot
	 * tell
	 */
	public CredentialInspection inspect(String value) {
		CredentialInspection inspected = this.mode.inspect(value);
		requireLive(inspected.reading());
		return inspected.withSession(this.restricted.now(inspected.reading().session()));
	}

	private void requireLive(CredentialReading reading) {
		Session session = reading.session();
		EndReason reason = this.view.endOf(session);
		if (reason != null) {
			throw new SessionEndedException(reason);
		}
		if (!this.clock.instant().isBefore(reading.validUntil())) {
			throw new SessionEndedException(EndReason.EXPIRED);
		}
	}

}

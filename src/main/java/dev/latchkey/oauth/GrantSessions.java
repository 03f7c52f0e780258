package dev.latchkey.oauth;

import dev.latchkey.application.Application;
import dev.latchkey.grant.LiveSessions;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.RevocationView;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionEndedException;
import dev.latchkey.session.UnknownSessionException;

/**
 * The sessions that grants hang on: nothing is given in one that is not live, that may
 * change the password only, or that may not use the application.
 */
class GrantSessions {

	private final LiveSessions sessions;

	private final RevocationView view;

	GrantSessions(LiveSessions sessions, RevocationView view) {
		this.sessions = sessions;
		this.view = view;
	}

	/**
	 * Return the name of an application as an actor in events and in the log.
	 */
	static String actor(Application application) {
		return "application/" + application.clientId();
	}

	/**
	 * Require that a session that was just authenticated may give something to an
	 * application.
	 * @throws IllegalArgumentException if the caller has not asked whether it may
	 * @throws SessionEndedException if it has ended
	 */
	void requireLive(Session session, Application application) {
		if (!session.isFree() || !application.mayBeUsedBy(session.permissions())) {
			throw new IllegalArgumentException("This session may give nothing to this application");
		}
		EndReason reason = this.view.endOf(session);
		if (reason != null) {
			throw new SessionEndedException(reason);
		}
	}

	/**
	 * Tell whether a grant has not ended while its session goes on.
	 */
	boolean isGiven(GrantRow grant) {
		return grant.clientId() != null && !this.view.isGrantEnded(grant.id(), grant.clientId(), grant.epoch());
	}

	/**
	 * Return the live session of a grant, and note that it is in use.
	 * @throws InvalidGrantException if there is none that may use the application, the
	 * application has lost all that it was given, or the person does not consent any more
	 */
	Session use(GrantRow grant, Application application) {
		requireInForce(grant, application);
		return use(grant.handle(), application);
	}

	/**
	 * Return the live session of a grant that is opened: as the database has it, since
	 * the application may have asked for a proof that another node took.
	 * @throws InvalidGrantException as above
	 */
	Session useNow(GrantRow grant, Application application) {
		requireInForce(grant, application);
		try {
			return this.sessions.useNow(grant.handle(), application);
		}
		catch (UnknownSessionException | SessionEndedException ex) {
			throw new InvalidGrantException();
		}
	}

	private void requireInForce(GrantRow grant, Application application) {
		if (!isGiven(grant) || !grant.hasConsent(application)) {
			throw new InvalidGrantException();
		}
	}

	/**
	 * Return a live session, and note that it is in use.
	 * @throws InvalidGrantException if there is none that may use the application
	 */
	Session use(String handle, Application application) {
		try {
			return this.sessions.use(handle, application);
		}
		catch (UnknownSessionException | SessionEndedException ex) {
			throw new InvalidGrantException();
		}
	}

}

package dev.latchkey.oidc.logout;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.grant.LiveSessions;
import dev.latchkey.oidc.IdTokenHint;
import dev.latchkey.oidc.IdTokenHints;
import dev.latchkey.session.SessionEndedException;
import dev.latchkey.session.UnknownSessionException;
import org.jspecify.annotations.Nullable;

/**
 * Tells which application asks to sign out, and which session (OpenID Connect
 * RP-Initiated Logout 1.0, 2).
 */
class LogoutHints {

	private final IdTokenHints hints;

	private final ApplicationDirectory applications;

	private final LiveSessions sessions;

	LogoutHints(IdTokenHints hints, ApplicationDirectory applications, LiveSessions sessions) {
		this.hints = hints;
		this.applications = applications;
		this.sessions = sessions;
	}

	/**
	 * Read a hint.
	 * @return what it says, or {@code null} if this installation has not made it as an ID
	 * token, or for no application that is registered now
	 * @throws org.springframework.dao.DataAccessException if it cannot be told
	 */
	@Nullable LogoutHint read(String text) {
		@Nullable IdTokenHint hint = this.hints.read(text);
		@Nullable Application application = (hint != null) ? this.applications.byClientId(hint.clientId()) : null;
		return (hint != null && application != null && application.oidc() != null)
				? new LogoutHint(application, hint.accountId(), hint.handle()) : null;
	}

	/**
	 * Return the application that a hint names which nothing proves any more, as its key
	 * is gone.
	 * @return the application, or {@code null} if there is none, or the key is not gone
	 * @throws org.springframework.dao.DataAccessException if it cannot be told
	 */
	@Nullable Application unproved(String text) {
		@Nullable String clientId = this.hints.unprovedClientId(text);
		@Nullable Application application = (clientId != null) ? this.applications.byClientId(clientId) : null;
		return (application != null && application.oidc() != null) ? application : null;
	}

	/**
	 * Return whether the session that a hint names is still there.
	 * @throws dev.latchkey.revocation.RevocationsUnknownException if this node cannot
	 * tell
	 * @throws org.springframework.dao.DataAccessException if it cannot be told
	 */
	boolean lives(LogoutHint hint) {
		try {
			this.sessions.look(hint.handle(), hint.application());
			return true;
		}
		catch (UnknownSessionException | SessionEndedException ex) {
			return false;
		}
	}

}

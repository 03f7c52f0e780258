package dev.latchkey.oidc.logout;

import dev.latchkey.application.Application;
import dev.latchkey.session.Session;

/**
 * What an ID token says of the session that is to be signed out.
 *
 * @param application the application that the token is for
 * @param accountId whose session it is
 * @param handle the session
 */
record LogoutHint(Application application, String accountId, String handle) {

	boolean names(Session session) {
		return this.handle.equals(session.handle()) && this.accountId.equals(session.accountId());
	}

}

package dev.latchkey.forwardauth;

import dev.latchkey.session.Session;

/**
 * A person has entered an application: its host knows them from now on.
 *
 * @param accountId the person's account
 * @param username the account's name
 * @param handle the session
 * @param clientId the application
 * @param host the application's host
 */
public record ApplicationEntered(String accountId, String username, String handle, String clientId, String host) {

	static ApplicationEntered of(Session session, ApplicationHost entered) {
		return new ApplicationEntered(session.accountId(), session.username(), session.handle(),
				entered.application().clientId(), entered.host());
	}

}

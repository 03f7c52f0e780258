package dev.latchkey.session;

/**
 * A user has logged in: the transaction has committed.
 *
 * @param accountId whose session it is
 * @param username the account's name
 * @param handle the session
 * @param transport how the client carries its credential
 * @param remembered whether the user asked to be remembered
 */
public record SessionOpened(String accountId, String username, String handle, Transport transport, boolean remembered) {

	static SessionOpened of(OpenedSession opened) {
		Session session = opened.session();
		return new SessionOpened(session.accountId(), session.username(), session.handle(), opened.transport(),
				opened.remembered());
	}

}

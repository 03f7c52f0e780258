package dev.latchkey.notice;

import java.time.Instant;

/**
 * That an application is to be told of the end of a session.
 *
 * @param id random
 * @param applicationId the registration of the application
 * @param handle the session
 * @param accountId whose it was
 * @param issuer in whose name it is told
 * @param attempt how often a node has taken it to send it
 * @param giveUpAt when it is not sent any more
 */
record LogoutNotice(String id, String applicationId, String handle, String accountId, String issuer, int attempt,
		Instant giveUpAt) {

	/**
	 * Return the same notice, taken once more.
	 */
	LogoutNotice taken() {
		return new LogoutNotice(this.id, this.applicationId, this.handle, this.accountId, this.issuer, this.attempt + 1,
				this.giveUpAt);
	}

}

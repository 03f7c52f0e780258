package dev.latchkey.notice;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * That an application is to be told of the end of a session.
 *
 * @param id random
 * @param applicationId the registration of the application
 * @param handle the session
 * @param accountId whose it was
 * @param issuer in whose name it is told
 * @param attempt how often a node has taken it to send it, or an ending has renewed it
 * @param failures how often the application has not confirmed it
 * @param againAt when it is sent once more although the application has confirmed it;
 * {@code null} if it is not
 * @param giveUpAt when it is not sent any more
 */
record LogoutNotice(String id, String applicationId, String handle, String accountId, String issuer, int attempt,
		int failures, @Nullable Instant againAt, Instant giveUpAt) {

	/**
	 * Return the same notice, taken once more.
	 */
	LogoutNotice taken() {
		return new LogoutNotice(this.id, this.applicationId, this.handle, this.accountId, this.issuer, this.attempt + 1,
				this.failures, this.againAt, this.giveUpAt);
	}

	/**
	 * Return the same notice for a later ending of the same session: what a node is
	 * sending right now does not count for it.
	 */
	LogoutNotice renewed(LogoutNotice later) {
		return new LogoutNotice(this.id, this.applicationId, this.handle, this.accountId, later.issuer,
				this.attempt + 1, this.failures, (later.againAt != null) ? later.againAt : this.againAt,
				later.giveUpAt);
	}

	boolean isSameAs(LogoutNotice other) {
		return this.applicationId.equals(other.applicationId) && this.handle.equals(other.handle);
	}

}

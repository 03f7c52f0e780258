package dev.latchkey.notice;

import java.time.Instant;

/**
 * An application that has something of a session.
 *
 * @param applicationId the registration of the application
 * @param handle the session
 * @param accountId whose session it is
 * @param grantedAt when the application got the newest of it
 */
record NoticeRecipient(String applicationId, String handle, String accountId, Instant grantedAt) {

	boolean isSameAs(NoticeRecipient other) {
		return this.applicationId.equals(other.applicationId) && this.handle.equals(other.handle);
	}

}

package dev.latchkey.oauth.device;

import dev.latchkey.application.Application;
import dev.latchkey.session.Session;

/**
 * A person has allowed an application on a device without a browser.
 *
 * @param accountId the person's account
 * @param username the account's name
 * @param handle the session that what the device is given hangs on
 * @param clientId the application
 */
public record DeviceApproved(String accountId, String username, String handle, String clientId) {

	static DeviceApproved of(Session session, Application application) {
		return new DeviceApproved(session.accountId(), session.username(), session.handle(), application.clientId());
	}

}

package dev.latchkey.oidc.device;

import dev.latchkey.application.Application;
import dev.latchkey.application.ApplicationDirectory;
import dev.latchkey.oauth.device.DeviceAuthorization;
import dev.latchkey.oauth.device.DeviceAuthorizations;
import dev.latchkey.oauth.device.UnknownUserCodeException;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.AuthorizedChanges;

import org.springframework.security.access.AccessDeniedException;

/**
 * The devices that wait, with the applications on them. What was registered when a device
 * asked may be gone when a person decides.
 */
class WaitingDevices {

	private final DeviceAuthorizations authorizations;

	private final ApplicationDirectory directory;

	private final AuthorizedChanges authorized;

	WaitingDevices(DeviceAuthorizations authorizations, ApplicationDirectory directory, AuthorizedChanges authorized) {
		this.authorizations = authorizations;
		this.directory = directory;
		this.authorized = authorized;
	}

	/**
	 * Return the device that waits with a user code.
	 * @throws UnknownUserCodeException if none does
	 */
	WaitingDevice get(String userCode) {
		DeviceAuthorization asked = this.authorizations.get(userCode);
		Application application = this.directory.all()
			.stream()
			.filter((one) -> one.id().equals(asked.applicationId()) && one.oidc() != null)
			.findFirst()
			.orElseThrow(UnknownUserCodeException::new);
		return new WaitingDevice(application, asked);
	}

	/**
	 * Allow what a device asks for.
	 * @throws UnknownUserCodeException if none waits with that code
	 * @throws AccessDeniedException if the person may not use the application
	 */
	WaitingDevice approve(ActingSession me, String userCode) {
		return this.authorized.make(me, (held) -> {
			WaitingDevice device = get(userCode);
			if (!device.application().mayBeUsedBy(held)) {
				throw new AccessDeniedException("The account may not use the application");
			}
			this.authorizations.approve(userCode, device.application(), me.session());
			return device;
		});
	}

	/**
	 * Refuse what a device asks for.
	 * @throws UnknownUserCodeException if none waits with that code
	 */
	WaitingDevice deny(ActingSession me, String userCode) {
		return this.authorized.make(me, (held) -> {
			WaitingDevice device = get(userCode);
			this.authorizations.deny(userCode);
			return device;
		});
	}

}

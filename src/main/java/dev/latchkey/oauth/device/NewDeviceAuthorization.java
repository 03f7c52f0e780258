package dev.latchkey.oauth.device;

import java.time.Duration;

/**
 * What a device is told at its request (RFC 8628, 3.2).
 *
 * @param deviceCode what it comes back with, 43 characters of base64url
 * @param userCode what it shows to a person, such as {@code WDJB-MJHT}
 * @param lifetime how long both are good, in whole seconds
 * @param interval how long it waits between two questions, in whole seconds
 */
public record NewDeviceAuthorization(String deviceCode, String userCode, Duration lifetime, Duration interval) {

	/**
	 * Keep the codes out of logs.
	 */
	@Override
	public String toString() {
		return "NewDeviceAuthorization";
	}

}

package dev.latchkey.oidc.device;

import dev.latchkey.application.Application;
import dev.latchkey.oauth.device.DeviceAuthorization;

/**
 * A device that waits for a person's decision.
 *
 * @param application the application on it
 * @param asked what it asks for
 */
record WaitingDevice(Application application, DeviceAuthorization asked) {
}

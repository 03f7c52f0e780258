package dev.latchkey.throttle;

/**
 * What a device token says.
 *
 * @param device the device that it was given to
 * @param version tells the password that the device has proved from those that the
 * account had before and after
 */
public record DeviceMark(KnownDevice device, String version) {

	/**
	 * Return what shares one lane with the look-up of this mark: those who knew an older
	 * password keep no client waiting that knows the present one.
	 */
	String lane() {
		return "mark:" + this.device.accountId() + "." + this.version;
	}

}

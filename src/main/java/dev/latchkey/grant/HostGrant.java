package dev.latchkey.grant;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a browser is given for the host of an application.
 *
 * @param credential the host credential, visible ASCII that a cookie can carry
 * @param maxAge for how long the browser is to keep it, or {@code null} for as long as it
 * runs: the user did not ask to be remembered
 */
public record HostGrant(String credential, @Nullable Duration maxAge) {

	/**
	 * Keep the credential out of logs.
	 */
	@Override
	public String toString() {
		return "HostGrant[maxAge=" + this.maxAge + "]";
	}

}

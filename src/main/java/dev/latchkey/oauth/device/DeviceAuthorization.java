package dev.latchkey.oauth.device;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a device asks for, as a person sees it who decides.
 *
 * @param applicationId names the application's registration; see
 * {@link dev.latchkey.application.Application#id()}
 * @param scopes what it asks for
 * @param address the address that the request came from
 * @param requestedAt when it came
 */
public record DeviceAuthorization(String applicationId, SortedSet<String> scopes, String address, Instant requestedAt) {

	/**
	 * Copy the scopes.
	 */
	public DeviceAuthorization {
		scopes = Collections.unmodifiableSortedSet(new TreeSet<>(scopes));
	}

}

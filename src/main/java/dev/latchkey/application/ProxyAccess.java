package dev.latchkey.application;

import java.util.List;

/**
 * The way in of an application behind a reverse proxy, which asks Latchkey for each
 * request.
 *
 * @param hosts its hosts in their one form, at least one; no other application has one of
 * them
 * @param assertion whether it is sent a signed statement of who is signed in
 * @param bearer whether programs may use it with an access token in
 * {@code Authorization}, which is the application's own otherwise
 */
public record ProxyAccess(List<String> hosts, boolean assertion, boolean bearer) {

	/**
	 * Copy the list.
	 */
	public ProxyAccess {
		hosts = List.copyOf(hosts);
	}

}

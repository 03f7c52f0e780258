package dev.latchkey.cluster;

import dev.latchkey.cluster.history.Operation.Subject;
import dev.latchkey.harness.Client;
import org.jspecify.annotations.Nullable;

/**
 * What a user who signed in holds.
 *
 * @param account the username
 * @param handle the session
 * @param credential the cookie's value or the access token
 * @param bearer whether it is sent in the header
 * @param refreshToken the refresh token, where the mode has any
 */
public record Badge(String account, String handle, String credential, boolean bearer, @Nullable String refreshToken) {

	public Subject subject() {
		return new Subject(this.account, this.handle);
	}

	/**
	 * Give it to a client, to be shown with each call.
	 */
	Client on(Client client) {
		return this.bearer ? client.withBearer(this.credential) : client.withCookie(Client.COOKIE, this.credential);
	}

	Badge refreshed(String newCredential, @Nullable String newRefreshToken) {
		return new Badge(this.account, this.handle, newCredential, this.bearer, newRefreshToken);
	}

}

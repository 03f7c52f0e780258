package dev.latchkey.application;

import java.time.Instant;

/**
 * A registered application, which may ask about credentials. Its secret is not stored.
 *
 * @param clientId its public name: 16 random bytes, base64url
 * @param name its name for people
 * @param createdAt when it was registered
 * @param createdBy the name of the administrator who registered it
 */
public record Application(String clientId, String name, Instant createdAt, String createdBy) {

	/**
	 * Return the application's name as an actor in events. No username has a slash, so it
	 * cannot be taken for a user.
	 * @return {@code application/} and the client id
	 */
	public String actor() {
		return "application/" + this.clientId;
	}

}

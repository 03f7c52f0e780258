package dev.latchkey.application;

import java.time.Instant;

/**
 * Another application that may ask about credentials, as it is registered. Its secret is
 * not known here.
 *
 * @param clientId its public name: 16 random bytes, base64url
 * @param name what people call it
 * @param createdAt when it was registered
 * @param createdBy the name of whoever did that
 */
public record Application(String clientId, String name, Instant createdAt, String createdBy) {

	/**
	 * Return how the log of what happened names the application where it is the actor. No
	 * username has a slash, so it cannot be taken for a person.
	 * @return {@code application/} and the client id
	 */
	public String actor() {
		return "application/" + this.clientId;
	}

}

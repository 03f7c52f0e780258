package dev.latchkey.account;

import java.time.Instant;

/**
 * Another service that may ask about credentials, as it is registered. Its secret is not
 * known here.
 *
 * @param clientId its public name: 16 random bytes, base64url
 * @param name what people call it
 * @param createdAt when it was registered
 * @param createdBy the name of whoever did that
 */
public record Application(String clientId, String name, Instant createdAt, String createdBy) {

	/**
	 * Return how the log of what happened names the service where it is the actor. No
	 * username has a slash, so it cannot be taken for a person.
	 * @return {@code service/} and the client id
	 */
	public String actor() {
		return "service/" + this.clientId;
	}

}

package dev.latchkey.grant;

import java.time.Duration;
import java.time.Instant;

/**
 * An assertion of who is signed in.
 *
 * @param text the JWT
 * @param kid the key that signed it
 * @param expiresAt when it expires
 */
record IdentityAssertion(String text, String kid, Instant expiresAt) {

	/** How long one is valid at most. */
	static final Duration LIFETIME = Duration.ofSeconds(60);

	/**
	 * Keep it out of logs: until it expires, its application believes it.
	 */
	@Override
	public String toString() {
		return "IdentityAssertion[" + this.expiresAt + "]";
	}

}

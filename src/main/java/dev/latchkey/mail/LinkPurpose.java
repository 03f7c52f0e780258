package dev.latchkey.mail;

import java.time.Duration;
import java.util.Locale;

/**
 * What a link is good for, and for how long.
 */
public enum LinkPurpose {

	/** To choose a new password. */
	RESET(Duration.ofHours(1)),
	/** To choose the first password. */
	INVITATION(Duration.ofDays(3)),
	/** To prove that the account's person reads mail to an address. */
	EMAIL(Duration.ofDays(1));

	private final Duration lifetime;

	LinkPurpose(Duration lifetime) {
		this.lifetime = lifetime;
	}

	String code() {
		return name().toLowerCase(Locale.ROOT);
	}

	Duration lifetime() {
		return this.lifetime;
	}

	/**
	 * Return the path of the page with the form that posts the token.
	 */
	String path(String token) {
		return "/" + code() + "/" + token;
	}

}

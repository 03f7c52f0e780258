package dev.latchkey.mail;

import org.jspecify.annotations.Nullable;

/**
 * How a link gets to a person.
 *
 * @param link the link, for an administrator to hand over; {@code null} where it is sent
 * by mail
 */
public record LinkHandover(@Nullable String link) {

	/** It is sent by mail. */
	public static final LinkHandover SENT = new LinkHandover(null);

	/**
	 * Keep the link out of logs.
	 */
	@Override
	public String toString() {
		return "Handover";
	}

}

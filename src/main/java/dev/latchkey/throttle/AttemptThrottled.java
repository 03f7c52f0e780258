package dev.latchkey.throttle;

import java.time.Duration;

/**
 * An attempt was turned away without a check, because a budget was used up.
 *
 * @param kind what the name is a name of
 * @param name the name as it was tried; empty for a link. It need not exist, and may be
 * anything that was typed into that field, even a password
 * @param address where the request came from
 * @param budget which budget was used up, as {@code src/docs/events.md} lists them; or
 * {@code at_once} if too many passwords of the account were being checked
 * @param retryAfter how long until it holds an attempt again
 */
public record AttemptThrottled(AuthenticationAttempt.Kind kind, String name, String address, String budget,
		Duration retryAfter) {

	/**
	 * Keep the name out of logs.
	 */
	@Override
	public String toString() {
		return "AttemptThrottled[" + this.kind + ", " + this.budget + "]";
	}

}

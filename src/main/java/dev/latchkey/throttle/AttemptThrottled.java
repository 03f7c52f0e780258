package dev.latchkey.throttle;

import java.time.Duration;

import dev.latchkey.text.VisibleCharacters;

/**
 * An attempt was turned away without a check, because a budget was used up.
 *
 * @param kind what the name is a name of
 * @param name the name as it was tried, cut to what a log can carry; it need not exist
 * @param address where the request came from
 * @param budget which budget was used up: {@code overall}, {@code network},
 * {@code account}, {@code devices}, {@code device}, {@code client} or {@code logins}; or
 * {@code at_once} if too many passwords of the account were being checked
 * @param retryAfter how long until it holds an attempt again
 */
public record AttemptThrottled(AuthenticationAttempt.Kind kind, String name, String address, String budget,
		Duration retryAfter) {

	private static final int LONGEST = 64;

	/**
	 * Cut what a client chose, and take out what would change how the rest is shown.
	 */
	public AttemptThrottled {
		name = VisibleCharacters.keepPrintable(name, LONGEST);
	}

}

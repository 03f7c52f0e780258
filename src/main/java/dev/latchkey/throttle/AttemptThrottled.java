package dev.latchkey.throttle;

import java.time.Duration;

/**
 * An attempt was turned away without a check, because a budget was used up.
 *
 * @param kind what the name is a name of
 * @param name the name as it was tried, cut to what a log can carry; it need not exist
 * @param address where the request came from
 * @param budget which budget was used up: {@code overall}, {@code network},
 * {@code account} or {@code client}
 * @param retryAfter how long until it holds an attempt again
 */
public record AttemptThrottled(AuthenticationAttempt.Kind kind, String name, String address, String budget,
		Duration retryAfter) {

	private static final int LONGEST = 64;

	/**
	 * Cut what a client chose, and take out what would change how the rest is shown.
	 */
	public AttemptThrottled {
		name = name.codePoints()
			.filter(AttemptThrottled::visible)
			.limit(LONGEST)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	private static boolean visible(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
					Character.PARAGRAPH_SEPARATOR ->
				false;
			default -> true;
		};
	}

}

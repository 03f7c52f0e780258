package dev.latchkey.throttle;

import java.time.Duration;

/**
 * A budget is used up: nothing was checked. It has no stack trace, because it is thrown
 * exactly when the service has no time.
 */
public class TooManyAttemptsException extends RuntimeException {

	private final Duration retryAfter;

	/**
	 * Create an exception for one attempt.
	 * @param retryAfter when to come back, in whole seconds
	 */
	public TooManyAttemptsException(Duration retryAfter) {
		super("A budget against guessing is used up", null, false, false);
		this.retryAfter = retryAfter;
	}

	/**
	 * Return how long until the budget holds an attempt again.
	 * @return a second at least
	 */
	public Duration retryAfter() {
		return this.retryAfter;
	}

}

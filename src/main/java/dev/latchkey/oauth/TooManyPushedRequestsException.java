package dev.latchkey.oauth;

import java.time.Duration;

/**
 * As many requests of an application wait as may. It has no stack trace, because it is
 * thrown when very many come.
 */
public class TooManyPushedRequestsException extends RuntimeException {

	private static final Duration RETRY_AFTER = PushedRequests.LIFETIME;

	TooManyPushedRequestsException() {
		super("Too many pushed requests wait", null, false, false);
	}

	/**
	 * Return how long until the first of them may have expired.
	 * @return a minute
	 */
	public Duration retryAfter() {
		return RETRY_AFTER;
	}

}

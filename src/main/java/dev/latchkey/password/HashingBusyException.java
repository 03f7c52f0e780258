package dev.latchkey.password;

import java.time.Duration;

/**
 * More passwords wait to be hashed than the processors can hash soon. Nothing was
 * checked: this is 503, never a failed login. It has no stack trace, because it is thrown
 * exactly when the processors have no time.
 */
public class HashingBusyException extends RuntimeException {

	private final Duration retryAfter;

	/**
	 * Create an exception for one caller.
	 * @param retryAfter when to come back, in whole seconds
	 */
	public HashingBusyException(Duration retryAfter) {
		super("Too many passwords wait to be hashed", null, false, false);
		this.retryAfter = retryAfter;
	}

	/**
	 * Return when to come back. It differs from caller to caller, so that they do not all
	 * come back at once.
	 * @return one to three seconds
	 */
	public Duration retryAfter() {
		return this.retryAfter;
	}

}

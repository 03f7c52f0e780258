package dev.latchkey.throttle;

import java.time.Duration;

import dev.latchkey.crypto.Sha256;

/**
 * One budget: so many attempts, and how long they take to come back.
 *
 * @param scope what it limits
 * @param attempts how many attempts it holds
 * @param period how long it takes to fill up
 * @param key its name in the stores, always of the same length
 */
record Budget(Scope scope, long attempts, Duration period, String key) {

	enum Scope {

		OVERALL, NETWORK, ACCOUNT, DEVICES, DEVICE, CLIENT

	}

	/**
	 * Return a budget. With other limits it is another budget, because what is kept would
	 * mean other attempts under them.
	 * @param whose the name that it belongs to: an account, a network, a device
	 */
	static Budget of(Scope scope, String whose, long attempts, Duration period) {
		// an ill-formed name loses something here, and shares the budget of its like
		String key = Sha256.base64Url(scope + ":" + attempts + ":" + period + ":" + whose);
		return new Budget(scope, attempts, period, key);
	}

}

package dev.latchkey.throttle;

import java.time.Duration;

import dev.latchkey.crypto.Sha256;
import io.github.bucket4j.Bandwidth;

/**
 * One budget: so many attempts, and how long they take to come back.
 *
 * @param scope what it limits
 * @param attempts how many attempts it holds
 * @param period how long it takes to fill up
 * @param key its name wherever it is kept: of one length, whatever a client sent
 */
record Budget(Scope scope, long attempts, Duration period, String key) {

	enum Scope {

		OVERALL, NETWORK, ACCOUNT, DEVICES, DEVICE, CLIENT

	}

	/**
	 * Return the budget of somebody or something. Other limits make it another one: what
	 * is kept means other attempts under these.
	 */
	static Budget of(Scope scope, String whose, long attempts, Duration period) {
		// an ill-formed name loses something here, and shares the budget of its like
		String key = Sha256.base64Url(scope + ":" + attempts + ":" + period + ":" + whose);
		return new Budget(scope, attempts, period, key);
	}

	Bandwidth limit() {
		return Bandwidth.builder().capacity(this.attempts).refillGreedy(this.attempts, this.period).build();
	}

}

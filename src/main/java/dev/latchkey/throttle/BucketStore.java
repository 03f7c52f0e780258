package dev.latchkey.throttle;

import java.time.Duration;
import java.util.List;

/**
 * Where the budgets are kept. Each method throws
 * {@link org.springframework.dao.DataAccessException} if the store is out of reach, and
 * {@link io.github.resilience4j.circuitbreaker.CallNotPermittedException} if it was a
 * moment ago.
 * <p>
 * A store keeps how much of a budget's period is spent, and at what time. An attempt
 * spends the time that it takes to come back; the spent time shrinks as time goes by, and
 * must not exceed the period (a leaky bucket as a meter, ITU-T I.371). A full budget is
 * not kept.
 */
interface BucketStore {

	/**
	 * Pay one attempt from the first option that has enough, if there is a login left.
	 */
	Outcome take(AttemptCost cost);

	/**
	 * Give back what was taken, or count a login.
	 */
	void settle(AttemptSettlement settlement);

	/**
	 * Return what a budget has left.
	 */
	Balance balance(Budget budget);

	/**
	 * Return what a mark holds.
	 * @param key its key
	 * @return the members, the newest first
	 */
	List<String> members(String key);

	/**
	 * Forget a mark.
	 * @param key its key
	 */
	void forget(String key);

	/**
	 * Fill budgets up.
	 */
	void fill(List<Budget> budgets);

	/**
	 * What came of an attempt to pay.
	 */
	sealed interface Outcome {

	}

	/**
	 * The attempt is paid for.
	 *
	 * @param option from which option
	 * @param left how many attempts are left of its last budget
	 */
	record Paid(PaymentOption option, long left) implements Outcome {
	}

	/**
	 * No option has enough, or there is no login left.
	 *
	 * @param budget what the option waits for that has enough first
	 * @param retryAfter how long until then
	 */
	record Refusal(Budget budget, Duration retryAfter) implements Outcome {
	}

	/**
	 * What a budget has left.
	 *
	 * @param attempts how many attempts
	 * @param retryAfter how long until it holds one, if it holds none
	 */
	record Balance(long attempts, Duration retryAfter) {
	}

}

package dev.latchkey.throttle;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where the budgets are kept. Each method throws
 * {@link org.springframework.dao.DataAccessException} if the store is out of reach, and
 * {@link io.github.resilience4j.circuitbreaker.CallNotPermittedException} if it was a
 * moment ago.
 * <p>
 * A store keeps how much of a budget's period is spent, and when that was: an attempt
 * spends as long as one takes to come back, what is spent comes back as time goes by, and
 * must not exceed the period (a leaky bucket as a meter, ITU-T I.371). A full budget is
 * not kept.
 */
interface BucketStore {

	/**
	 * Pay one attempt from all of these budgets, or from none.
	 * @param budgets the widest first
	 * @return what stands in the way, or {@code null} if the attempt is paid for
	 */
	@Nullable Refusal take(List<Budget> budgets);

	/**
	 * Give back what was taken.
	 */
	void giveBack(List<Budget> budgets);

	/**
	 * Return what a budget has left.
	 */
	Balance balance(Budget budget);

	/**
	 * Fill budgets up.
	 */
	void fill(List<Budget> budgets);

	/**
	 * A budget that is used up.
	 *
	 * @param budget which one
	 * @param retryAfter how long until it holds an attempt again
	 */
	record Refusal(Budget budget, Duration retryAfter) {
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

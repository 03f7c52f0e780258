package dev.latchkey.throttle;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where the budgets are kept. Each method throws
 * {@link org.springframework.dao.DataAccessException} if that is out of reach, and
 * {@link io.github.resilience4j.circuitbreaker.CallNotPermittedException} if it was a
 * moment ago.
 */
interface BucketStore {

	/**
	 * Pay one attempt from all of these, or from none.
	 * @param budgets the widest first
	 * @return what stands in the way, or {@code null} if it is paid
	 */
	@Nullable Refusal take(List<Budget> budgets);

	/**
	 * Pay back what was taken.
	 */
	void giveBack(List<Budget> budgets);

	/**
	 * Return what a budget has left.
	 */
	Balance balance(Budget budget);

	/**
	 * Begin budgets anew.
	 */
	void forget(List<Budget> budgets);

	/**
	 * A budget that is used up.
	 *
	 * @param budget which one
	 * @param retryAfter when there will be something in it again
	 */
	record Refusal(Budget budget, Duration retryAfter) {
	}

	/**
	 * What a budget has left.
	 *
	 * @param attempts how many attempts
	 * @param retryAfter when there will be one, where there is none
	 */
	record Balance(long attempts, Duration retryAfter) {
	}

}

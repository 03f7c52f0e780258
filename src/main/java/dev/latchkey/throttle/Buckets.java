package dev.latchkey.throttle;

import java.util.function.Function;

import io.github.bucket4j.Bucket;

/**
 * Where the budgets are kept.
 */
interface Buckets {

	/**
	 * Do something with a budget's bucket.
	 * @throws org.springframework.dao.DataAccessException if that is out of reach
	 * @throws io.github.resilience4j.circuitbreaker.CallNotPermittedException if it was
	 * out of reach a moment ago
	 */
	<T> T with(Budget budget, Function<Bucket, T> work);

	/**
	 * Begin a budget anew.
	 */
	void forget(Budget budget);

}

package dev.latchkey.throttle;

import java.util.List;

import dev.latchkey.throttle.BucketStore.Balance;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.dao.DataAccessException;

/**
 * Pays from the budgets that all nodes share, or from this node's own for as long as the
 * shared ones are out of reach. It is no {@link BucketStore}, because a payment has to
 * remember which of the two it came from.
 */
class FallbackBuckets {

	private final BucketStore shared;

	private final BucketStore local;

	private final MeterRegistry meters;

	FallbackBuckets(BucketStore shared, BucketStore local, MeterRegistry meters) {
		this.shared = shared;
		this.local = local;
		this.meters = meters;
	}

	/**
	 * Pay from the first of several sets of budgets that has enough.
	 * @return the payment, or what the last set refused
	 */
	Payment pay(List<List<Budget>> choices) {
		try {
			return Payment.take(this.shared, choices);
		}
		catch (DataAccessException | CallNotPermittedException ex) {
			this.meters.counter("latchkey.throttle.local").increment();
			return Payment.take(this.local, choices);
		}
	}

	Balance balance(Budget budget) {
		try {
			return this.shared.balance(budget);
		}
		catch (DataAccessException | CallNotPermittedException ex) {
			return this.local.balance(budget);
		}
	}

	/**
	 * Fill budgets up, the node's own in any case.
	 * @throws DataAccessException if the shared ones are out of reach
	 */
	void fill(List<Budget> budgets) {
		this.local.fill(budgets);
		this.shared.fill(budgets);
	}

}

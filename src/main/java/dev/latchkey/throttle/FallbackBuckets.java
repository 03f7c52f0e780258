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
	 * Pay from the first option that has enough.
	 * @return the payment, or what was refused
	 */
	AttemptPayment pay(AttemptCost cost) {
		try {
			return new AttemptPayment(cost, this.shared.take(cost), this::settleShared);
		}
		catch (DataAccessException | CallNotPermittedException ex) {
			this.meters.counter("latchkey.throttle.local").increment();
			return new AttemptPayment(cost, this.local.take(cost), this.local::settle);
		}
	}

	private void settleShared(AttemptSettlement settlement) {
		if (settlement.mark() != null) {
			// this node has to know it too when Redis is away
			this.local.settle(new AttemptSettlement(List.of(), List.of(), settlement.mark()));
		}
		try {
			this.shared.settle(settlement);
		}
		catch (DataAccessException | CallNotPermittedException ex) {
			// Redis went away: the budgets fill up with time
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

	List<String> members(String key) {
		try {
			return this.shared.members(key);
		}
		catch (DataAccessException | CallNotPermittedException ex) {
			return this.local.members(key);
		}
	}

	/**
	 * Forget a mark, on this node in any case. Other nodes may know it until it expires,
	 * for when the shared ones are out of reach.
	 */
	void forget(String key) {
		this.local.forget(key);
		try {
			this.shared.forget(key);
		}
		catch (DataAccessException | CallNotPermittedException ex) {
			// Redis is away: it expires
		}
	}

	/**
	 * Fill budgets up and remember that, on this node in any case.
	 * @throws DataAccessException if the shared ones are out of reach
	 */
	void lift(List<Budget> budgets, ThrottleMark mark) {
		AttemptSettlement lifted = new AttemptSettlement(List.of(), List.of(), mark);
		for (BucketStore store : List.of(this.local, this.shared)) {
			store.fill(budgets);
			store.settle(lifted);
		}
	}

}

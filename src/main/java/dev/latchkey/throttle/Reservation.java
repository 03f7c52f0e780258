package dev.latchkey.throttle;

import java.util.ArrayDeque;
import java.util.Deque;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * What one attempt has paid so far. Paid back, it is paid back where it came from, and no
 * more than that.
 */
final class Reservation {

	private final Deque<Payment> payments = new ArrayDeque<>();

	private final Buckets fallback;

	private Buckets buckets;

	Reservation(Buckets shared, Buckets fallback) {
		this.buckets = shared;
		this.fallback = fallback;
	}

	/**
	 * Pay from all of these, or from none.
	 * @return what stands in the way, or {@code null} if it is paid
	 */
	@Nullable Refusal take(Iterable<Budget> budgets) {
		for (Budget budget : budgets) {
			ConsumptionProbe probe = take(budget);
			if (!probe.isConsumed()) {
				giveBack();
				return new Refusal(budget, probe.getNanosToWaitForRefill());
			}
			this.payments.push(new Payment(this.buckets, budget));
		}
		return null;
	}

	void giveBack() {
		while (!this.payments.isEmpty()) {
			Payment payment = this.payments.pop();
			try {
				payment.from().with(payment.budget(), (bucket) -> {
					bucket.addTokens(1);
					return bucket;
				});
			}
			catch (DataAccessException | CallNotPermittedException ex) {
				// Redis went away: the budgets fill up by themselves
				return;
			}
		}
	}

	boolean isLocal() {
		return this.buckets == this.fallback;
	}

	private ConsumptionProbe take(Budget budget) {
		try {
			return pay(budget);
		}
		catch (DataAccessException | CallNotPermittedException ex) {
			// from here on, so that a Redis that hangs is waited for once
			this.buckets = this.fallback;
			return pay(budget);
		}
	}

	private ConsumptionProbe pay(Budget budget) {
		return this.buckets.with(budget, (Bucket bucket) -> bucket.tryConsumeAndReturnRemaining(1));
	}

	private record Payment(Buckets from, Budget budget) {
	}

	/**
	 * A budget that is used up.
	 *
	 * @param budget which one
	 * @param nanos when there will be something in it again
	 */
	record Refusal(Budget budget, long nanos) {
	}

}

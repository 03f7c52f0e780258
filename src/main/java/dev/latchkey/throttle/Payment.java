package dev.latchkey.throttle;

import java.util.List;

import dev.latchkey.throttle.BucketStore.Refusal;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * What one attempt has paid. Closing it gives that back, to the store and the budgets
 * that it was paid from, unless the secret was wrong and the payment was forfeited.
 * Belongs to one thread.
 */
public final class Payment implements AutoCloseable {

	private final List<Budget> budgets;

	private final BucketStore store;

	private final @Nullable Refusal refusal;

	private boolean settled;

	private Payment(List<Budget> budgets, BucketStore store, @Nullable Refusal refusal) {
		this.budgets = budgets;
		this.store = store;
		this.refusal = refusal;
		this.settled = refusal != null;
	}

	/**
	 * Pay from the first of several sets of budgets that has enough.
	 * @param choices at least one set
	 * @return the payment, or what the last set refused
	 */
	static Payment take(BucketStore store, List<List<Budget>> choices) {
		Payment payment = null;
		for (List<Budget> budgets : choices) {
			payment = new Payment(budgets, store, store.take(budgets));
			if (payment.refusal() == null) {
				return payment;
			}
		}
		if (payment == null) {
			throw new IllegalArgumentException("There is nothing to pay from");
		}
		return payment;
	}

	/**
	 * Return what stood in the way, if nothing was paid.
	 */
	@Nullable Refusal refusal() {
		return this.refusal;
	}

	/**
	 * Keep the payment, because the secret was wrong.
	 */
	public void forfeit() {
		this.settled = true;
	}

	/**
	 * Give the payment back, unless it was forfeited. A second call does nothing.
	 */
	@Override
	public void close() {
		if (this.settled) {
			return;
		}
		this.settled = true;
		try {
			this.store.giveBack(this.budgets);
		}
		catch (DataAccessException | CallNotPermittedException ex) {
			// Redis went away: the budgets fill up with time
		}
	}

}

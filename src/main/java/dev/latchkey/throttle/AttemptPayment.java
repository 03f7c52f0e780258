package dev.latchkey.throttle;

import java.util.List;
import java.util.function.Consumer;

import dev.latchkey.throttle.BucketStore.Outcome;
import dev.latchkey.throttle.BucketStore.Paid;
import dev.latchkey.throttle.BucketStore.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt has paid. Closing it gives that back, to the store and the budgets
 * that it was paid from, unless the secret was wrong and the payment was forfeited. If
 * the secret was right, closing it counts a login as well. What the login is remembered
 * by is said later, when it has led to a session. Belongs to one thread.
 */
public final class AttemptPayment implements AutoCloseable {

	private final AttemptCost cost;

	private final Outcome outcome;

	private final Consumer<AttemptSettlement> settling;

	private List<Budget> charged = List.of();

	private boolean settled;

	AttemptPayment(AttemptCost cost, Outcome outcome, Consumer<AttemptSettlement> settling) {
		this.cost = cost;
		this.outcome = outcome;
		this.settling = settling;
	}

	/**
	 * Return what stood in the way, if nothing was paid.
	 */
	@Nullable Refusal refusal() {
		return (this.outcome instanceof Refusal refusal) ? refusal : null;
	}

	/**
	 * Tell whether it was paid from what is left where a wider budget is used up.
	 */
	boolean strict() {
		return this.outcome instanceof Paid paid && paid.option().strict();
	}

	/**
	 * Count a login when this is closed, because the secret was right.
	 */
	public void countLogin() {
		this.charged = this.cost.logins();
	}

	/**
	 * Note that the secret was right, and that it opens nothing without a second one.
	 */
	public void countFirstStep() {
		this.charged = this.cost.firstSteps();
	}

	/**
	 * Keep the payment, because the secret was wrong.
	 */
	public void forfeit() {
		this.settled = true;
		ThrottleMark usedUp = this.cost.usedUp();
		if (usedUp != null && this.outcome instanceof Paid paid && paid.left() == 0 && paid.option().marked()) {
			this.settling.accept(new AttemptSettlement(List.of(), List.of(), usedUp));
		}
	}

	/**
	 * Give the payment back, unless it was forfeited. A second call does nothing.
	 */
	@Override
	public void close() {
		if (!this.settled && this.outcome instanceof Paid paid) {
			this.settled = true;
			List<Budget> budgets = paid.option().budgets();
			this.settling.accept(new AttemptSettlement(budgets, this.charged, null));
		}
	}

	/**
	 * Remember the network from which the secret was right, once that has opened a
	 * session: not before, or a login that a change of the password overtakes would be
	 * remembered after all.
	 */
	public void rememberNetwork() {
		ThrottleMark login = this.cost.login();
		if (login != null) {
			this.settling.accept(new AttemptSettlement(List.of(), List.of(), login));
		}
	}

}

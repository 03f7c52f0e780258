package dev.latchkey.throttle;

import java.util.List;

import dev.latchkey.throttle.BucketStore.Outcome;
import dev.latchkey.throttle.BucketStore.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Costs with a single option.
 */
final class AttemptCosts {

	private AttemptCosts() {
	}

	static AttemptCost of(Budget... budgets) {
		return of(List.of(budgets));
	}

	static AttemptCost of(List<Budget> budgets) {
		return new AttemptCost(List.of(), List.of(new PaymentOption(budgets)), null, null);
	}

	static AttemptSettlement givenBack(Budget... budgets) {
		return new AttemptSettlement(List.of(budgets), List.of(), null);
	}

	static @Nullable Refusal refusal(Outcome outcome) {
		return (outcome instanceof Refusal refusal) ? refusal : null;
	}

}

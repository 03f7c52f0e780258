package dev.latchkey.throttle;

import java.util.List;

import dev.latchkey.throttle.BucketStore.Outcome;
import dev.latchkey.throttle.BucketStore.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Bills with a single option.
 */
final class Bills {

	private Bills() {
	}

	static Bill of(Budget... budgets) {
		return of(List.of(budgets));
	}

	static Bill of(List<Budget> budgets) {
		return new Bill(List.of(), List.of(new PaymentOption(budgets)), null, null);
	}

	static Settlement givenBack(Budget... budgets) {
		return new Settlement(List.of(budgets), List.of(), null);
	}

	static @Nullable Refusal refusal(Outcome outcome) {
		return (outcome instanceof Refusal refusal) ? refusal : null;
	}

}

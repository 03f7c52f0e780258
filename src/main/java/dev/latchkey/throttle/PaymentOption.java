package dev.latchkey.throttle;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Budgets from which an attempt may be paid: from all of them, or from none.
 *
 * @param budgets the budgets
 * @param strict whether it is only there because a wider budget is used up
 * @param condition a mark that has to be there, or {@code null}
 */
record PaymentOption(List<Budget> budgets, boolean strict, @Nullable Mark condition) {

	PaymentOption(List<Budget> budgets) {
		this(budgets, false, null);
	}

}

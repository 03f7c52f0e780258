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
record PaymentOption(List<Budget> budgets, boolean strict, @Nullable ThrottleMark condition) {

	PaymentOption(List<Budget> budgets) {
		this(budgets, false, null);
	}

	/**
	 * Tell whether it is remembered when the last budget is used up.
	 */
	boolean marked() {
		return this.budgets.get(this.budgets.size() - 1).scope() == Budget.Scope.ACCOUNT_NETWORK;
	}

}

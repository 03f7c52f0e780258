package dev.latchkey.throttle;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What the stores change after an attempt was checked, or when a throttle is lifted.
 *
 * @param givenBack budgets that get back what was taken from them
 * @param charged budgets that are paid from, for a secret that was right
 * @param mark what is to be remembered, or {@code null}
 */
record AttemptSettlement(List<Budget> givenBack, List<Budget> charged, @Nullable ThrottleMark mark) {

	/**
	 * Return all budgets, first those that get something back.
	 */
	List<Budget> budgets() {
		return Stream.concat(this.givenBack.stream(), this.charged.stream()).toList();
	}

}

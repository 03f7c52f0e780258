package dev.latchkey.throttle;

import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What an attempt costs.
 *
 * @param logins budgets that must have something left, and are paid from only if the
 * secret was right
 * @param firstSteps the same, paid from in their place if the secret was right and a
 * second one is asked for
 * @param options budgets that are paid from before the secret is looked at, and get that
 * back if it was right: the first option that has enough. At least one has no condition
 * @param login what to remember if the secret was right and opened a session, or
 * {@code null}
 * @param usedUp what to remember if the secret was wrong, and nothing is left of the last
 * budget of the option, or {@code null}
 */
record AttemptCost(List<Budget> logins, List<Budget> firstSteps, List<PaymentOption> options,
		@Nullable ThrottleMark login, @Nullable ThrottleMark usedUp) {

	AttemptCost(List<Budget> logins, List<PaymentOption> options, @Nullable ThrottleMark login,
			@Nullable ThrottleMark usedUp) {
		this(logins, List.of(), options, login, usedUp);
	}

	AttemptCost withFirstSteps(List<Budget> others) {
		return new AttemptCost(this.logins, others, this.options, this.login, this.usedUp);
	}

	/**
	 * Return what must have something left, because the secret may be right.
	 */
	List<Budget> successes() {
		return Stream.concat(this.logins.stream(), this.firstSteps.stream()).toList();
	}

	/**
	 * Return all budgets that it names, each once.
	 */
	List<Budget> budgets() {
		return Stream.concat(successes().stream(), this.options.stream().flatMap((option) -> option.budgets().stream()))
			.distinct()
			.toList();
	}

}

package dev.latchkey.throttle;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import dev.latchkey.throttle.BucketStore.Balance;
import dev.latchkey.throttle.BucketStore.Refusal;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;

/**
 * Stands before every check of a secret. An attempt is paid for before it is looked at
 * and gets its own payment back if it was right: who knows one password cannot pay for
 * guessing another.
 */
public class Throttle {

	private final BudgetRules budgets;

	private final BucketStore shared;

	private final BucketStore own;

	private final ApplicationEventPublisher events;

	private final MeterRegistry meters;

	Throttle(BudgetRules budgets, BucketStore shared, BucketStore own, ApplicationEventPublisher events,
			MeterRegistry meters) {
		this.budgets = budgets;
		this.shared = shared;
		this.own = own;
		this.events = events;
		this.meters = meters;
	}

	/**
	 * Check a secret, if there is something left to pay for it.
	 * @param <T> what a right secret leads to
	 * @param attempt who tries what, and from where
	 * @param check does it; empty if the secret is wrong. What it throws was no answer,
	 * and costs nothing
	 * @return what the check returned
	 * @throws TooManyAttemptsException if nothing is left; nothing was checked
	 */
	public <T> Optional<T> check(AuthenticationAttempt attempt, Supplier<Optional<T>> check) {
		Payment paid = pay(attempt);
		boolean wrong = false;
		try {
			Optional<T> found = check.get();
			wrong = found.isEmpty();
			return found;
		}
		finally {
			if (!wrong) {
				paid.giveBack();
			}
		}
	}

	/**
	 * Return what strangers have left for an account.
	 * @param username its canonical name
	 * @return the state
	 */
	public ThrottleState of(String username) {
		Budget budget = this.budgets.ofAccount(username);
		Balance balance = balance(budget);
		boolean throttled = balance.attempts() == 0;
		return new ThrottleState(throttled, budget.attempts(), balance.attempts(),
				throttled ? seconds(budget, balance.retryAfter()).toSeconds() : null);
	}

	/**
	 * Begin an account's budgets anew.
	 * @param username its canonical name
	 * @param accountId its id
	 * @throws DataAccessException if Redis does not answer: only this node has done it
	 */
	public void lift(String username, String accountId) {
		List<Budget> lifted = List.of(this.budgets.ofAccount(username), this.budgets.ofDevices(accountId));
		this.own.forget(lifted);
		this.shared.forget(lifted);
		this.events.publishEvent(new ThrottleLifted(username, accountId));
	}

	private Payment pay(AuthenticationAttempt attempt) {
		Payment payment = payFromAny(attempt);
		if (payment.refusal() != null) {
			throw refused(attempt, payment.refusal());
		}
		return payment;
	}

	private Payment payFromAny(AuthenticationAttempt attempt) {
		try {
			return pay(attempt, this.shared);
		}
		catch (DataAccessException | CallNotPermittedException ex) {
			this.meters.counter("latchkey.throttle.local").increment();
			return pay(attempt, this.own);
		}
	}

	private Payment pay(AuthenticationAttempt attempt, BucketStore buckets) {
		if (attempt.device() != null) {
			Payment payment = Payment.of(this.budgets.ofDevice(attempt.device()), buckets);
			if (payment.refusal() == null) {
				return payment;
			}
			// one that has used up its own budget is a stranger again
		}
		return Payment.of(this.budgets.ofStranger(attempt), buckets);
	}

	private TooManyAttemptsException refused(AuthenticationAttempt attempt, Refusal refusal) {
		String budget = refusal.budget().scope().name().toLowerCase(Locale.ROOT);
		Duration wait = seconds(refusal.budget(), refusal.retryAfter());
		this.meters.counter("latchkey.throttle.refusals", "budget", budget).increment();
		this.events.publishEvent(new AttemptThrottled(attempt.kind(), attempt.name(), attempt.address(), budget, wait));
		return new TooManyAttemptsException(wait);
	}

	private Balance balance(Budget budget) {
		try {
			return this.shared.balance(budget);
		}
		catch (DataAccessException | CallNotPermittedException ex) {
			return this.own.balance(budget);
		}
	}

	/**
	 * Round up. No budget takes longer than its period, even where a clock was set back.
	 */
	private static Duration seconds(Budget budget, Duration wait) {
		Duration bounded = (wait.compareTo(budget.period()) < 0) ? wait : budget.period();
		return Duration.ofSeconds(Math.max(1, bounded.plusNanos(999_999_999).toSeconds()));
	}

	/**
	 * What one attempt has paid. Paid back, it is paid back where it came from.
	 *
	 * @param budgets from which
	 * @param to whom
	 * @param refusal what stood in the way: nothing was paid
	 */
	private record Payment(List<Budget> budgets, BucketStore to, @Nullable Refusal refusal) {

		static Payment of(List<Budget> budgets, BucketStore to) {
			return new Payment(budgets, to, to.take(budgets));
		}

		void giveBack() {
			try {
				this.to.giveBack(this.budgets);
			}
			catch (DataAccessException | CallNotPermittedException ex) {
				// Redis went away: the budgets fill up by themselves
			}
		}

	}

}

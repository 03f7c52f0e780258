package dev.latchkey.throttle;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

import dev.latchkey.throttle.Reservation.Refusal;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.EstimationProbe;
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

	private final Budgets budgets;

	private final Buckets shared;

	private final Buckets own;

	private final ApplicationEventPublisher events;

	private final MeterRegistry meters;

	Throttle(Budgets budgets, Buckets shared, Buckets own, ApplicationEventPublisher events, MeterRegistry meters) {
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
	 * @throws TooManyAttempts if nothing is left; nothing was checked
	 */
	public <T> Optional<T> check(Attempt attempt, Supplier<Optional<T>> check) {
		Reservation paid = pay(attempt);
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
		EstimationProbe probe = see(budget);
		return new ThrottleState(!probe.canBeConsumed(), budget.attempts(), probe.getRemainingTokens(),
				probe.canBeConsumed() ? null : seconds(budget, probe.getNanosToWaitForRefill()).toSeconds());
	}

	/**
	 * Begin an account's budgets anew.
	 * @param username its canonical name
	 * @param accountId its id
	 * @throws DataAccessException if Redis does not answer: only this node has done it
	 */
	public void lift(String username, String accountId) {
		List<Budget> lifted = List.of(this.budgets.ofAccount(username), this.budgets.ofDevices(accountId));
		lifted.forEach(this.own::forget);
		lifted.forEach(this.shared::forget);
		this.events.publishEvent(new ThrottleLifted(username, accountId));
	}

	private Reservation pay(Attempt attempt) {
		Reservation reservation = new Reservation(this.shared, this.own);
		// one that has used up its own budget is a stranger again
		if (attempt.device() != null && reservation.take(this.budgets.ofDevice(attempt.device())) == null) {
			return reservation;
		}
		Refusal refusal = reservation.take(this.budgets.ofStranger(attempt));
		if (reservation.isLocal()) {
			this.meters.counter("latchkey.throttle.local").increment();
		}
		if (refusal != null) {
			throw refused(attempt, refusal);
		}
		return reservation;
	}

	private TooManyAttempts refused(Attempt attempt, Refusal refusal) {
		String budget = refusal.budget().scope().name().toLowerCase(Locale.ROOT);
		Duration wait = seconds(refusal.budget(), refusal.nanos());
		this.meters.counter("latchkey.throttle.refusals", "budget", budget).increment();
		this.events.publishEvent(new AttemptThrottled(attempt.kind(), attempt.name(), attempt.address(), budget, wait));
		return new TooManyAttempts(wait);
	}

	private EstimationProbe see(Budget budget) {
		try {
			return this.shared.with(budget, (Bucket bucket) -> bucket.estimateAbilityToConsume(1));
		}
		catch (DataAccessException | CallNotPermittedException ex) {
			return this.own.with(budget, (Bucket bucket) -> bucket.estimateAbilityToConsume(1));
		}
	}

	/**
	 * Round up. No budget takes longer than its period, even where a clock was set back.
	 */
	private static Duration seconds(Budget budget, long nanos) {
		long bounded = Math.min(nanos, budget.period().toNanos());
		return Duration.ofSeconds(Math.max(1, Duration.ofNanos(bounded).plusNanos(999_999_999).toSeconds()));
	}

}

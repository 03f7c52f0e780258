package dev.latchkey.throttle;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.latchkey.throttle.BucketStore.Balance;
import dev.latchkey.throttle.BucketStore.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Stands before every check of a secret. An attempt is paid for before the secret is
 * looked at, and gets its own payment back if the secret was right: a client that knows
 * one password cannot pay for guessing another.
 */
public class Throttle {

	private static final Duration ONE_SECOND = Duration.ofSeconds(1);

	private final BudgetRules rules;

	private final FallbackBuckets buckets;

	private final AttemptLanes lanes;

	private final ApplicationEventPublisher events;

	private final MeterRegistry meters;

	Throttle(BudgetRules rules, FallbackBuckets buckets, AttemptLanes lanes, ApplicationEventPublisher events,
			MeterRegistry meters) {
		this.rules = rules;
		this.buckets = buckets;
		this.lanes = lanes;
		this.events = events;
		this.meters = meters;
	}

	/**
	 * Wait for a turn to check a password of the account, before anything is looked up
	 * for it.
	 * @param attempt who tries what, and from where
	 * @return the turn, which has to be closed
	 * @throws TooManyAttemptsException if too many wait
	 */
	public AttemptTurn enter(AuthenticationAttempt attempt) {
		return entered(attempt, this.lanes.enter(attempt));
	}

	/**
	 * Wait for a turn to look up whether a device is known, which costs a query that is
	 * not paid for.
	 * @param attempt who tries what, and from where
	 * @param mark what the device shows
	 * @return the turn, which has to be closed
	 * @throws TooManyAttemptsException if too many wait
	 */
	public AttemptTurn enter(AuthenticationAttempt attempt, DeviceMark mark) {
		return entered(attempt, this.lanes.enter(attempt, mark));
	}

	private AttemptTurn entered(AuthenticationAttempt attempt, @Nullable AttemptTurn turn) {
		if (turn == null) {
			throw refused(attempt, "at_once", ONE_SECOND);
		}
		return turn;
	}

	/**
	 * Pay for an attempt, before the secret is looked at. The payment goes back when it
	 * is closed, unless the caller has forfeited it, so that a check that was broken off
	 * by an exception costs nothing. A caller who found the secret right says so, or
	 * logins would not be counted.
	 * @param attempt who tries what, and from where
	 * @return the payment, which has to be closed
	 * @throws TooManyAttemptsException if nothing is left to pay from
	 */
	public AttemptPayment pay(AuthenticationAttempt attempt) {
		return pay(attempt, this.rules.costOf(attempt));
	}

	/**
	 * Pay likewise for a password that a second factor may have to follow.
	 * @param attempt who tries what, and from where
	 * @return the payment, which has to be closed
	 * @throws TooManyAttemptsException if nothing is left to pay from
	 */
	public AttemptPayment payForFirstStep(AuthenticationAttempt attempt) {
		return pay(attempt, this.rules.costOfFirstStep(attempt));
	}

	private AttemptPayment pay(AuthenticationAttempt attempt, AttemptCost cost) {
		AttemptPayment payment = this.buckets.pay(cost);
		Refusal refusal = payment.refusal();
		if (refusal != null) {
			Budget budget = refusal.budget();
			throw refused(attempt, budget.scope().label(), seconds(budget, refusal.retryAfter()));
		}
		if (payment.strict()) {
			this.meters.counter("latchkey.throttle.strict").increment();
		}
		return payment;
	}

	/**
	 * Charge for an attempt that has failed already.
	 * @param attempt who tried what, and from where
	 * @throws TooManyAttemptsException if nothing is left to pay from
	 */
	public void charge(AuthenticationAttempt attempt) {
		pay(attempt).forfeit();
	}

	/**
	 * Return what is left for an account to those who have tried most: to one of the
	 * hosts that have used up what they have, or to all strangers together.
	 * @param username its canonical name
	 * @return the state
	 */
	public ThrottleState stateOf(String username) {
		Stream<Balance> hosts = this.buckets.members(ThrottleMark.keyOfUsedUp(username))
			.stream()
			.map((key) -> this.buckets.balance(this.rules.ofHost(key)));
		Budget strangers = this.rules.ofStrangersOn(username);
		Budget host = this.rules.ofHost("");
		Balance least = Stream.concat(Stream.of(this.buckets.balance(strangers)), hosts)
			.min(Comparator.comparing(Balance::attempts).thenComparing(Balance::retryAfter))
			.orElseThrow();
		boolean throttled = least.attempts() == 0;
		return new ThrottleState(throttled, host.attempts(), Math.min(host.attempts(), least.attempts()),
				throttled ? seconds(host, least.retryAfter()).toSeconds() : null);
	}

	/**
	 * Fill an account's budgets up.
	 * @param username its canonical name
	 * @param accountId its id
	 * @throws org.springframework.dao.DataAccessException if Redis does not answer: only
	 * this node has done it
	 */
	public void lift(String username, String accountId) {
		List<String> hosts = this.buckets.members(ThrottleMark.keyOfUsedUp(username));
		this.buckets.lift(this.rules.toLift(username, accountId, hosts), this.rules.liftOf(username));
		this.events.publishEvent(new ThrottleLifted(username, accountId));
	}

	/**
	 * Forget from which networks an account signed in, because it has another password:
	 * clients that knew the old one become strangers.
	 * @param username its canonical name
	 */
	public void forgetNetworks(String username) {
		this.buckets.forget(ThrottleMark.keyOfLogins(username));
	}

	private TooManyAttemptsException refused(AuthenticationAttempt attempt, String budget, Duration wait) {
		this.meters.counter("latchkey.throttle.refusals", "budget", budget).increment();
		this.events.publishEvent(new AttemptThrottled(attempt.kind(), attempt.name(), attempt.address(), budget, wait));
		return new TooManyAttemptsException(wait);
	}

	/**
	 * Round up. No budget takes longer than its period, even where a clock was set back.
	 */
	private static Duration seconds(Budget budget, Duration wait) {
		Duration bounded = (wait.compareTo(budget.period()) < 0) ? wait : budget.period();
		return Duration.ofSeconds(Math.max(1, bounded.plusNanos(999_999_999).toSeconds()));
	}

}

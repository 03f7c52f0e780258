package dev.latchkey.throttle;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.latchkey.harness.Repetitions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Who pays what, and gets what back.
 */
class PaymentTests {

	private static final Duration PERIOD = Duration.ofMinutes(15);

	/** Several times what a node keeps. */
	private static final int NAMES = Repetitions.of(1_000_000, 150_000);

	private final LocalBuckets buckets = new LocalBuckets(PERIOD);

	private static ThrottleSettings settings(int account, int network, int overall) {
		return new ThrottleSettings(PERIOD, account, account, 2 * account, network, overall);
	}

	private Throttle throttle(ThrottleSettings settings) {
		return throttle(settings, this.buckets);
	}

	private Throttle throttle(ThrottleSettings settings, BucketStore shared) {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		return new Throttle(new BudgetRules(settings), new FallbackBuckets(shared, this.buckets, meters), (event) -> {
		}, meters);
	}

	private static AuthenticationAttempt attempt(String username) {
		return AuthenticationAttempt.ofUser(username, "192.0.2.1", null);
	}

	private static boolean check(Throttle throttle, AuthenticationAttempt attempt, boolean right) {
		try (Payment payment = throttle.pay(attempt)) {
			if (!right) {
				payment.forfeit();
			}
			return right;
		}
	}

	private static void fail(Throttle throttle, AuthenticationAttempt attempt) {
		try (Payment payment = throttle.pay(attempt)) {
			assertThat(payment.refusal()).isNull();
			throw new IllegalStateException();
		}
	}

	private static int reached(Throttle throttle, int times, Function<Integer, AuthenticationAttempt> attempt) {
		return IntStream.range(0, times).map((i) -> {
			try {
				check(throttle, attempt.apply(i), false);
				return 1;
			}
			catch (TooManyAttemptsException ex) {
				assertThat(ex.retryAfter()).isBetween(Duration.ofSeconds(1), PERIOD);
				return 0;
			}
		}).sum();
	}

	@Test
	void costsNothingWhereNothingWasChecked() {
		Throttle throttle = throttle(settings(1, 1, 1));
		for (int i = 0; i < 5; i++) {
			assertThatIllegalStateException().isThrownBy(() -> fail(throttle, attempt("alice")));
			assertThat(check(throttle, attempt("alice"), true)).isTrue();
		}
		assertThat(check(throttle, attempt("alice"), false)).isFalse();
		assertThatExceptionOfType(TooManyAttemptsException.class)
			.isThrownBy(() -> check(throttle, attempt("alice"), true));
	}

	@Test
	void isGivenBackOnce() {
		Throttle throttle = throttle(settings(2, 10, 10));
		assertThat(check(throttle, attempt("alice"), false)).isFalse();
		Payment payment = throttle.pay(attempt("alice"));
		payment.close();
		payment.close();
		assertThat(throttle.stateOf("alice").remaining()).isOne();
		throttle.charge(attempt("alice"));
		assertThat(throttle.stateOf("alice").remaining()).isZero();
		assertThatExceptionOfType(TooManyAttemptsException.class).isThrownBy(() -> throttle.charge(attempt("alice")));
	}

	@Test
	void isGivenBackToTheStoreThatItCameFrom() {
		LocalBuckets shared = new LocalBuckets(PERIOD);
		Leaving leaving = new Leaving(shared);
		Throttle throttle = throttle(settings(3, 100, 100), leaving);
		assertThat(check(throttle, attempt("alice"), false)).isFalse();
		leaving.gone = true;
		Payment local = throttle.pay(attempt("alice"));
		assertThat(throttle.stateOf("alice").remaining()).isEqualTo(2);
		leaving.gone = false;
		local.close();
		assertThat(throttle.stateOf("alice").remaining()).as("shared").isEqualTo(2);
		leaving.gone = true;
		assertThat(throttle.stateOf("alice").remaining()).as("local").isEqualTo(3);
	}

	@Test
	void isNotChargedToTheNetworkWhereTheAccountIsUsedUp() {
		Throttle throttle = throttle(settings(3, 10, 100));
		assertThat(reached(throttle, 50, (i) -> attempt("alice"))).isEqualTo(3);
		assertThat(reached(throttle, 50, (i) -> attempt("somebody-" + i))).isEqualTo(7);
	}

	@Test
	void limitsAllTogether() {
		Throttle throttle = throttle(settings(3, 10, 20));
		assertThat(reached(throttle, 100, (i) -> AuthenticationAttempt.ofUser("user-" + i, "192.0.2." + i, null)))
			.isEqualTo(20);
	}

	@Test
	void shutsNoApplicationOutFromElsewhere() {
		Throttle throttle = throttle(settings(3, 100, 1));
		assertThat(reached(throttle, 10, (i) -> AuthenticationAttempt.ofClient("shop", "192.0.2.1"))).isEqualTo(3);
		assertThat(check(throttle, AuthenticationAttempt.ofClient("shop", "192.0.2.2"), true)).isTrue();
		assertThat(check(throttle, attempt("shop"), true)).as("a user of that name").isTrue();
	}

	@Test
	void beginsAnewWhenLifted() {
		Throttle throttle = throttle(settings(3, 100, 100));
		KnownDevice device = new KnownDevice("id", "device");
		assertThat(reached(throttle, 20, (i) -> AuthenticationAttempt.ofUser("alice", "192.0.2.1", device)))
			.isEqualTo(6);
		assertThat(throttle.stateOf("alice")).satisfies((state) -> assertThat(state.throttled()).isTrue());
		throttle.lift("alice", "id");
		assertThat(throttle.stateOf("alice")).isEqualTo(new ThrottleState(false, 3, 3, null));
		assertThat(reached(throttle, 20, (i) -> AuthenticationAttempt.ofUser("alice", "192.0.2.1", device)))
			.isEqualTo(3);
	}

	@Test
	void isLimitedByThisNodeWhereRedisDoesNotAnswer() {
		Throttle throttle = throttle(settings(3, 100, 100), new Gone());
		assertThat(reached(throttle, 20, (i) -> attempt("alice"))).isEqualTo(3);
		assertThat(throttle.stateOf("alice").throttled()).isTrue();
	}

	@Test
	void keepsWithinBoundsWhateverNamesThereAre() {
		Throttle throttle = throttle(settings(10, NAMES, NAMES), new Gone());
		assertThat(reached(throttle, NAMES, (i) -> attempt("made-up-" + i))).isPositive();
		assertThat(this.buckets.size()).isLessThanOrEqualTo(50_000);
	}

	@Test
	void makesNoBudgetForANameThatAWiderOneRefuses() {
		Throttle throttle = throttle(settings(10, 100, 3000));
		reached(throttle, 100_000,
				(i) -> AuthenticationAttempt.ofUser("made-up-" + i, "192.0." + i % 250 + ".1", null));
		assertThat(this.buckets.size()).isBetween(3000L, 3000L + 250 + 1 + 100);
	}

	/**
	 * A store that is out of reach now and then.
	 */
	private static final class Leaving implements BucketStore {

		private final BucketStore store;

		private boolean gone;

		private Leaving(BucketStore store) {
			this.store = store;
		}

		private BucketStore reach() {
			if (this.gone) {
				throw new QueryTimeoutException("gone");
			}
			return this.store;
		}

		@Override
		public Refusal take(List<Budget> budgets) {
			return reach().take(budgets);
		}

		@Override
		public void giveBack(List<Budget> budgets) {
			reach().giveBack(budgets);
		}

		@Override
		public Balance balance(Budget budget) {
			return reach().balance(budget);
		}

		@Override
		public void fill(List<Budget> budgets) {
			reach().fill(budgets);
		}

	}

	private static final class Gone implements BucketStore {

		@Override
		public Refusal take(List<Budget> budgets) {
			throw new QueryTimeoutException("gone");
		}

		@Override
		public void giveBack(List<Budget> budgets) {
			throw new QueryTimeoutException("gone");
		}

		@Override
		public Balance balance(Budget budget) {
			throw new QueryTimeoutException("gone");
		}

		@Override
		public void fill(List<Budget> budgets) {
			throw new QueryTimeoutException("gone");
		}

	}

}

package dev.latchkey.throttle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import dev.latchkey.harness.Repetitions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Who pays what, and gets what back.
 */
class AttemptPaymentTests {

	private static final Duration PERIOD = Duration.ofMinutes(15);

	/** Several times what a node keeps. */
	private static final int NAMES = Repetitions.of(1_000_000, 100_000);

	private final AtomicLong nanos = new AtomicLong();

	private final LocalBuckets buckets = new LocalBuckets(this.nanos::get);

	private static ThrottleSettings settings(int account, int network, int overall) {
		return new ThrottleSettings(PERIOD, account, account, 2 * account, network, overall, account, network, 120,
				Duration.ofMinutes(4), 5000, 2);
	}

	private Throttle throttle(ThrottleSettings settings) {
		return throttle(settings, this.buckets);
	}

	private Throttle throttle(ThrottleSettings settings, BucketStore shared) {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		return new Throttle(new BudgetRules(settings), new FallbackBuckets(shared, this.buckets, meters),
				new AttemptLanes(2), (event) -> {
				}, meters);
	}

	private static AuthenticationAttempt attempt(String username) {
		return attempt(username, "192.0.2.1");
	}

	private static AuthenticationAttempt attempt(String username, String address) {
		return AuthenticationAttempt.ofUser(username, address, null);
	}

	private static boolean check(Throttle throttle, AuthenticationAttempt attempt, boolean right) {
		try (AttemptPayment payment = throttle.pay(attempt)) {
			if (right) {
				payment.countLogin();
				payment.rememberNetwork();
			}
			else {
				payment.forfeit();
			}
			return right;
		}
	}

	private static void fail(Throttle throttle, AuthenticationAttempt attempt) {
		try (AttemptPayment payment = throttle.pay(attempt)) {
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
				assertThat(ex.retryAfter()).isBetween(Duration.ofSeconds(1), PERIOD.multipliedBy(8));
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
		AttemptPayment payment = throttle.pay(attempt("alice"));
		payment.close();
		payment.close();
		assertThat(throttle.stateOf("alice").throttled()).isFalse();
		throttle.charge(attempt("alice"));
		assertThat(throttle.stateOf("alice").remaining()).isZero();
		assertThatExceptionOfType(TooManyAttemptsException.class).isThrownBy(() -> throttle.charge(attempt("alice")));
	}

	@Test
	void isGivenBackToTheStoreThatItCameFrom() {
		LocalBuckets shared = new LocalBuckets(this.nanos::get);
		Budget strangers = new BudgetRules(settings(3, 100, 100)).ofStrangersOn("alice");
		Leaving leaving = new Leaving(shared);
		Throttle throttle = throttle(settings(3, 100, 100), leaving);
		assertThat(check(throttle, attempt("alice"), false)).isFalse();
		leaving.gone = true;
		AttemptPayment local = throttle.pay(attempt("alice"));
		assertThat(this.buckets.balance(strangers).attempts()).isEqualTo(14);
		leaving.gone = false;
		local.close();
		assertThat(shared.balance(strangers).attempts()).as("shared").isEqualTo(14);
		leaving.gone = true;
		assertThat(this.buckets.balance(strangers).attempts()).as("local").isEqualTo(15);
	}

	@Test
	void isNotChargedToTheNetworkWhereTheAccountIsUsedUp() {
		Throttle throttle = throttle(settings(3, 10, 100));
		assertThat(reached(throttle, 50, (i) -> attempt("alice"))).isEqualTo(3);
		assertThat(reached(throttle, 50, (i) -> attempt("somebody-" + i))).isEqualTo(7);
	}

	@Test
	void leavesLittleToANetworkWhereTheOverallBudgetIsUsedUp() {
		Throttle throttle = throttle(settings(3, 10, 20));
		assertThat(reached(throttle, 100, (i) -> attempt("user-" + i, "192.0.2." + i)))
			.as("overall, and a fifth of what a network has otherwise")
			.isEqualTo(20 + 2);
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
		assertThat(throttle.stateOf("alice").throttled()).isTrue();
		throttle.lift("alice", "id");
		assertThat(throttle.stateOf("alice")).isEqualTo(new ThrottleState(false, 3, 3, null));
		assertThat(reached(throttle, 20, (i) -> AuthenticationAttempt.ofUser("alice", "192.0.2.1", device)))
			.as("from the same address, and from any")
			.isEqualTo(3 + 3);
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
		reached(throttle, 100_000, (i) -> attempt("made-up-" + i, "192.0." + i % 250 + ".1"));
		int paid = 3000 + 250 * 5;
		assertThat(this.buckets.size()).isBetween(3L * 3000, 3L * paid + 4 * 250 + 1);
	}

	@Test
	void locksANameForOneNetworkOnly() {
		Throttle throttle = throttle(settings(10, 100, 3000));
		assertThat(reached(throttle, 200, (i) -> attempt("alice", "2001:db8::" + Integer.toHexString(i))))
			.isEqualTo(10);
		assertThat(reached(throttle, 200, (i) -> attempt("alice", "192.0.2.1"))).isEqualTo(10);
		assertThat(check(throttle, attempt("alice", "2001:db8:0:1::1"), true)).as("next door").isTrue();
		assertThat(check(throttle, attempt("alice", "192.0.2.2"), true)).as("next door").isTrue();
		assertThat(check(throttle, attempt("bob", "192.0.2.1"), true)).as("another name").isTrue();
	}

	@Test
	void leavesAnAccountOpenToOthersWhateverOneBlockTries() {
		Throttle throttle = throttle(settings(10, 100, 3000));
		int guesses = 0;
		for (int minute = 0; minute < 24 * 60; minute++) {
			guesses += reached(throttle, 20, (i) -> attempt("alice", "2001:db8:0:" + Integer.toHexString(i) + "::1"));
			if (minute % 60 == 0) {
				assertThat(reached(throttle, 1, (i) -> attempt("alice", "198.51.100.1"))).isOne();
				assertThat(check(throttle, attempt("alice", "203.0.113." + minute / 60), true)).isTrue();
			}
			this.nanos.addAndGet(Duration.ofMinutes(1).toNanos());
		}
		assertThat(guesses).isBetween(240, 20 + 240);
	}

	/**
	 * A thousand networks guess as often as they can. In one budget for each account they
	 * had 970 guesses on the first day and 960 on each one after it, and no other client
	 * had any.
	 */
	@Test
	void letsAThousandNetworksGuessNoMoreThanOneBudgetWould() {
		Throttle throttle = throttle(settings(10, 100, 3000));
		assertThat(check(throttle, attempt("alice", "192.0.2.7"), true)).isTrue();
		KnownDevice device = new KnownDevice("id", "device");
		List<Integer> guesses = new ArrayList<>();
		for (int day = 0; day < 3; day++) {
			int ofDay = 0;
			for (int quarter = 0; quarter < 24 * 4; quarter++) {
				ofDay += reached(throttle, 1000,
						(i) -> attempt("alice", "198." + (18 + i / 250) + "." + i % 250 + ".1"));
				assertThat(check(throttle, attempt("alice", "192.0.2.7"), true)).as("where she signs in").isTrue();
				assertThat(check(throttle, AuthenticationAttempt.ofUser("alice", "203.0.113.1", device), true))
					.as("on a known device")
					.isTrue();
				this.nanos.addAndGet(PERIOD.toNanos());
			}
			guesses.add(ofDay);
		}
		System.out.println("Guesses at one account by 1,000 networks, each day: " + guesses);
		assertThat(guesses.get(0)).isBetween(1000, 50 + 480 + 200 + 400);
		assertThat(guesses.subList(1, 3)).allSatisfy((ofDay) -> assertThat(ofDay).isBetween(800, 480 + 400));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void letsOthersInWhereASiteUsesUpTheOverallBudget(boolean redis) {
		Throttle throttle = throttle(settings(10, 100, 150), redis ? new LocalBuckets(this.nanos::get) : new Gone());
		assertThat(check(throttle, attempt("alice", "192.0.2.7"), true)).isTrue();
		IntFunction<AuthenticationAttempt> attack = (i) -> attempt("made-up-" + i,
				"2001:db8:0:" + Integer.toHexString(i % 256) + "::1");
		assertThat(reached(throttle, 1000, attack::apply)).isEqualTo(150 + 20);
		assertThat(reached(throttle, 3, (i) -> attempt("alice", "192.0.2.7"))).as("where she signs in").isEqualTo(3);
		for (int i = 0; i < 1000; i++) {
			reached(throttle, 10, attack::apply);
			String newcomer = "198." + (18 + i / 250) + "." + i % 250 + ".1";
			AuthenticationAttempt attempt = attempt("user-" + i, newcomer);
			assertThat(reached(throttle, 1, (one) -> attempt)).as("who mistypes the password first").isOne();
			assertThat(check(throttle, attempt, true)).as("newcomer %d", i).isTrue();
			this.nanos.addAndGet(Duration.ofMillis(100).toNanos());
		}
	}

	@Test
	void remembersLoginsOnThisNodeForWhenRedisIsAway() {
		Leaving leaving = new Leaving(new LocalBuckets(this.nanos::get));
		Throttle throttle = throttle(settings(10, 100, 1), leaving);
		assertThat(check(throttle, attempt("alice", "192.0.2.7"), true)).isTrue();
		leaving.gone = true;
		reached(throttle, 1000, (i) -> attempt("alice", "198." + (18 + i / 250) + "." + i % 250 + ".1"));
		assertThat(reached(throttle, 100, (i) -> attempt("alice", "192.0.2.7"))).isEqualTo(10);
	}

	@Test
	void leavesTheOwnerLoginsWhenAStrangerTypesTheRightPasswordInALoop() {
		Throttle throttle = throttle(settings(10, 100, 3000), new LocalBuckets(this.nanos::get));
		for (int i = 0; i < 120; i++) {
			begin(throttle, attempt("alice", "203.0.113.1"));
		}
		assertThatExceptionOfType(TooManyAttemptsException.class)
			.isThrownBy(() -> begin(throttle, attempt("alice", "198.51.100.1")));
		begin(throttle, AuthenticationAttempt.ofUser("alice", "192.0.2.7", new KnownDevice("id", "hers")));
		assertThat(check(throttle, attempt("alice", "192.0.2.7"), true)).as("a code or a passkey").isTrue();
		throttle.lift("alice", "id");
		begin(throttle, attempt("alice", "198.51.100.1"));
	}

	private static void begin(Throttle throttle, AuthenticationAttempt attempt) {
		try (AttemptPayment payment = throttle.payForFirstStep(attempt)) {
			payment.countFirstStep();
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void takesNetworksForStrangersOnceThePasswordHasChanged(boolean reset) {
		Throttle throttle = throttle(settings(10, 100, 3000), new LocalBuckets(this.nanos::get));
		assertThat(check(throttle, attempt("alice", "203.0.113.1"), true)).isTrue();
		AttemptPayment change = throttle
			.pay(AuthenticationAttempt.ofSession("alice", "192.0.2.7", new KnownDevice("id", "handle")));
		change.countLogin();
		change.close();
		throttle.forgetNetworks("alice");
		if (!reset) {
			change.rememberNetwork();
		}
		assertThat(reached(throttle, 500, (i) -> attempt("alice", "198.51." + i % 50 + ".1"))).isEqualTo(50 + 50 * 2);
		assertThat(reached(throttle, 100, (i) -> attempt("alice", "203.0.113.1"))).as("former").isEqualTo(2);
		assertThat(reached(throttle, 100, (i) -> attempt("alice", "192.0.2.7"))).as("where the password was changed")
			.isEqualTo(reset ? 2 : 10);
	}

	@Test
	void remembersNoNetworkOfALoginThatWasOvertaken() {
		Throttle throttle = throttle(settings(10, 100, 3000));
		try (AttemptPayment payment = throttle.pay(attempt("alice", "203.0.113.1"))) {
			payment.countLogin();
		}
		assertThat(reached(throttle, 500, (i) -> attempt("alice", "198.51." + i % 50 + ".1"))).isEqualTo(50 + 50 * 2);
		assertThat(reached(throttle, 100, (i) -> attempt("alice", "203.0.113.1"))).isEqualTo(2);
	}

	@Test
	void keepsPeopleAndApplicationsOfOneNetworkApart() {
		Throttle throttle = throttle(settings(3, 10, 100));
		assertThat(reached(throttle, 100, (i) -> AuthenticationAttempt.ofClient("shop-" + i, "192.0.2.1")))
			.isEqualTo(10);
		assertThat(reached(throttle, 100, (i) -> attempt("user-" + i, "192.0.2.1"))).isEqualTo(10);
		assertThat(reached(throttle, 100, (i) -> attempt("user-" + i, "192.0.2.129"))).isEqualTo(10);
		assertThat(reached(throttle, 100, (i) -> AuthenticationAttempt.ofClient("shop", "192.0.2.129"))).isEqualTo(3);
	}

	@Test
	void limitsWiderNetworksToo() {
		Throttle throttle = throttle(settings(3, 10, 1000));
		assertThat(reached(throttle, 500, (i) -> attempt("user-" + i, "192.0.2." + i % 250))).isEqualTo(40);
		assertThat(reached(throttle, 500,
				(i) -> attempt("user-" + i, "2001:db8:0:" + Integer.toHexString(i % 250) + "::1")))
			.isEqualTo(20);
		assertThat(reached(throttle, 500,
				(i) -> attempt("user-" + i, "2001:db8:0:" + Integer.toHexString(i % 250 * 256) + "::1")))
			.isEqualTo(20);
		assertThat(check(throttle, attempt("alice", "2001:db8:1::1"), true)).isTrue();
	}

	@Test
	void limitsRightPasswordsToo() {
		Throttle throttle = throttle(settings(10, 100, 3000));
		KnownDevice device = new KnownDevice("id", "device");
		int logins = 0;
		for (int second = 0; second < 24 * 60 * 60; second += 20) {
			// more than come back in that time
			int tries = (second == 0) ? 130 : Repetitions.of(130, 20);
			for (int i = 0; i < tries; i++) {
				try {
					check(throttle, AuthenticationAttempt.ofUser("alice", "192.0.2.1", (i % 2 > 0) ? device : null),
							true);
					logins++;
				}
				catch (TooManyAttemptsException ex) {
					assertThat(ex.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(18));
				}
			}
			if (second == 0) {
				assertThat(logins).isEqualTo(120);
			}
			this.nanos.addAndGet(Duration.ofSeconds(20).toNanos());
		}
		assertThat(logins).as("in a day: what there is at first, and what comes back").isBetween(9_900, 10_000);
		assertThat(check(throttle, attempt("bob"), true)).isTrue();
	}

	@Test
	void countsNoLoginWhereThePasswordIsWrongOrWasNotChecked() {
		Throttle throttle = throttle(settings(1000, 1000, 3000));
		assertThat(reached(throttle, 500, (i) -> attempt("alice"))).isEqualTo(500);
		for (int i = 0; i < 500; i++) {
			throttle.pay(attempt("alice")).close();
		}
		IntStream.range(0, 120).forEach((i) -> check(throttle, attempt("alice"), true));
		assertThatExceptionOfType(TooManyAttemptsException.class)
			.isThrownBy(() -> check(throttle, attempt("alice", "198.51.100.1"), true))
			.satisfies((ex) -> assertThat(ex.retryAfter()).isEqualTo(Duration.ofSeconds(2)));
		throttle.lift("alice", "id");
		assertThat(check(throttle, attempt("alice"), true)).isTrue();
	}

	/**
	 * What Retry-After says is true, where no other client tries meanwhile.
	 */
	@Test
	void saysWhenToComeBack() {
		Throttle throttle = throttle(settings(4, 12, 30));
		Random random = new Random(18);
		for (int i = 0; i < 20_000; i++) {
			AuthenticationAttempt attempt = attempt("user-" + random.nextInt(4),
					"192.0." + random.nextInt(3) + "." + random.nextInt(2));
			try {
				check(throttle, attempt, random.nextInt(20) == 0);
			}
			catch (TooManyAttemptsException ex) {
				this.nanos.addAndGet(ex.retryAfter().toNanos());
				check(throttle, attempt, false);
			}
		}
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
		public Outcome take(AttemptCost cost) {
			return reach().take(cost);
		}

		@Override
		public void settle(AttemptSettlement settlement) {
			reach().settle(settlement);
		}

		@Override
		public List<String> members(String key) {
			return reach().members(key);
		}

		@Override
		public Balance balance(Budget budget) {
			return reach().balance(budget);
		}

		@Override
		public void forget(String key) {
			reach().forget(key);
		}

		@Override
		public void fill(List<Budget> budgets) {
			reach().fill(budgets);
		}

	}

	private static final class Gone implements BucketStore {

		@Override
		public Outcome take(AttemptCost cost) {
			throw new QueryTimeoutException("gone");
		}

		@Override
		public void settle(AttemptSettlement settlement) {
			throw new QueryTimeoutException("gone");
		}

		@Override
		public List<String> members(String key) {
			throw new QueryTimeoutException("gone");
		}

		@Override
		public Balance balance(Budget budget) {
			throw new QueryTimeoutException("gone");
		}

		@Override
		public void forget(String key) {
			throw new QueryTimeoutException("gone");
		}

		@Override
		public void fill(List<Budget> budgets) {
			throw new QueryTimeoutException("gone");
		}

	}

	@Test
	void letABlockAskForTheResetsOfANameAndShutNoOtherOut() {
		Throttle throttle = throttle(settings(3, 1000, 10_000));
		assertThat(resets(throttle, 10, (i) -> "alice", (i) -> "192.0.2.1")).isEqualTo(3);
		assertThat(resets(throttle, 100, (i) -> "alice", (i) -> "192.0.2." + (2 + i))).isEqualTo(3);
		assertThat(resets(throttle, 10, (i) -> "alice", (i) -> "198.51.100.7")).isEqualTo(3);
		assertThat(resets(throttle, 10, (i) -> "bob", (i) -> "192.0.2.1")).isEqualTo(3);
		assertThat(resets(throttle, 100, (i) -> "alice", (i) -> "2001:db8:1:1::" + i)).isEqualTo(3);
		assertThat(resets(throttle, 100, (i) -> "alice", (i) -> "2001:db8:1:" + (2 + i) + "::1")).isEqualTo(3);
		assertThat(resets(throttle, 10, (i) -> "alice", (i) -> "2001:db8:2:1::1")).isEqualTo(3);
	}

	@Test
	void letABlockAskForSoManyResetsOfAllNames() {
		Throttle throttle = throttle(settings(3, 10, 10_000));
		assertThat(resets(throttle, 100, (i) -> "name" + i, (i) -> "192.0.2.1")).isEqualTo(10);
		assertThat(resets(throttle, 200, (i) -> "name" + i, (i) -> "192.0.2." + (2 + i))).isEqualTo(30);
		assertThat(resets(throttle, 100, (i) -> "name" + i, (i) -> "198.51.100.7")).isEqualTo(10);
	}

	@Test
	void letABlockShowSoManyWrongLinksAndShutNoOtherOut() {
		Throttle throttle = throttle(settings(3, 10, 10_000));
		assertThat(reached(throttle, 100, (i) -> AuthenticationAttempt.ofLink("192.0.2.1"))).isEqualTo(10);
		assertThat(reached(throttle, 200, (i) -> AuthenticationAttempt.ofLink("192.0.2." + (2 + i)))).isEqualTo(30);
		assertThat(reached(throttle, 100, (i) -> AuthenticationAttempt.ofLink("198.51.100.7"))).isEqualTo(10);
		assertThat(resets(throttle, 10, (i) -> "name" + i, (i) -> "192.0.2.1")).as("letters").isEqualTo(10);
		assertThat(check(throttle, attempt("alice", "192.0.2.1"), false)).as("a password").isFalse();
	}

	/**
	 * One customer may have all networks of a block, and each call leaves a row.
	 */
	@Test
	void letABlockLeaveSoManyRowsAndShutNoOtherOut() {
		Throttle throttle = throttle(settings(3, 10, 10_000));
		IntFunction<String> hosts = (i) -> "2001:db8:1:" + Integer.toHexString(i) + "::1";
		assertThat(reached(throttle, 100, (i) -> AuthenticationAttempt.ofDeviceCodes("tv", hosts.apply(1))))
			.isEqualTo(10);
		assertThat(reached(throttle, 1000, (i) -> AuthenticationAttempt.ofDeviceCodes("tv", hosts.apply(2 + i))))
			.isEqualTo(390);
		assertThat(reached(throttle, 100, (i) -> AuthenticationAttempt.ofDeviceCodes("tv", "2001:db8:2::1")))
			.isEqualTo(10);
		assertThat(reached(throttle, 1000, (i) -> AuthenticationAttempt.ofPushedRequest("app", hosts.apply(i))))
			.isEqualTo(400);
		assertThat(reached(throttle, 100, (i) -> AuthenticationAttempt.ofPushedRequest("app", "2001:db8:2::1")))
			.isEqualTo(10);
		assertThat(reached(throttle, 100, (i) -> AuthenticationAttempt.ofPushedRequest("other", hosts.apply(1))))
			.isEqualTo(10);
	}

	@Test
	void letAHomeUseUpNothingOfOthersInItsBlock() {
		Throttle throttle = throttle(settings(3, 10, 10_000));
		IntFunction<String> hosts = (i) -> "2001:db8:1:" + Integer.toHexString(i) + "::1";
		assertThat(reached(throttle, 256, (i) -> AuthenticationAttempt.ofDeviceCodes("tv", hosts.apply(i))))
			.isEqualTo(100);
		assertThat(reached(throttle, 256, (i) -> AuthenticationAttempt.ofPushedRequest("app", hosts.apply(i))))
			.isEqualTo(100);
		assertThat(reached(throttle, 20, (i) -> AuthenticationAttempt.ofDeviceCodes("tv", hosts.apply(256))))
			.isEqualTo(10);
		assertThat(reached(throttle, 20, (i) -> AuthenticationAttempt.ofPushedRequest("app", hosts.apply(256))))
			.isEqualTo(10);
		// of IPv4 the site is the host
		assertThat(reached(throttle, 20, (i) -> AuthenticationAttempt.ofDeviceCodes("tv", "192.0.2.1"))).isEqualTo(10);
	}

	/**
	 * Return how many of so many resets were let through.
	 */
	private static long resets(Throttle throttle, int many, IntFunction<String> name, IntFunction<String> address) {
		return IntStream.range(0, many).filter((i) -> {
			try {
				throttle.charge(AuthenticationAttempt.ofReset(name.apply(i), address.apply(i)));
				return true;
			}
			catch (TooManyAttemptsException ex) {
				return false;
			}
		}).count();
	}

}

package dev.latchkey.throttle;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Latchkey.Storage;
import dev.latchkey.harness.MovableClock;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.RunsIn;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Budgets in a real Redis.
 */
@RunsIn(value = Mode.JWT, on = Storage.POSTGRES, with = { "latchkey.throttle.overall-attempts=500",
		"latchkey.throttle.account-attempts=20", "latchkey.throttle.network-attempts=500" })
class RedisBucketsTests {

	private static final Duration PERIOD = Duration.ofMinutes(15);

	private static final String KEY = "latchkey:throttle:{all}:";

	private static final int NAMES = Repetitions.of(100_000);

	@Test
	void keepsRedisWithinBoundsWhateverNamesThereAre(Latchkey latchkey) throws Exception {
		Throttle throttle = latchkey.bean(Throttle.class);
		AtomicInteger reached = new AtomicInteger();
		ExecutorService crowd = Executors.newFixedThreadPool(32);
		try {
			for (Future<?> one : IntStream.range(0, 32)
				.<Future<?>>mapToObj((thread) -> crowd.submit(() -> IntStream.range(0, NAMES / 32)
					.mapToObj((i) -> AuthenticationAttempt.ofUser("made-up-" + thread + "-" + i, "192.0.2." + thread,
							null))
					.forEach((attempt) -> tries(throttle, attempt, reached))))
				.toList()) {
				one.get();
			}
		}
		finally {
			crowd.shutdownNow();
		}
		// some flow back meanwhile, and a block of networks has a fifth of 500 then
		int most = 500 + 500 + 100;
		assertThat(reached).hasValueBetween(500, most);
		// a name's three, and those of the networks
		assertThat(latchkey.bean(StringRedisTemplate.class).keys("latchkey:throttle:*"))
			.hasSizeLessThanOrEqualTo(3 * most + 100);
	}

	@Test
	void sharesABudgetWithAnotherNodeOnTheSameRedis(Latchkey latchkey) throws Exception {
		// nodes differ by nothing but the objects that they go through
		Budget budget = Budget.of(Budget.Scope.ACCOUNT, "raced", 20, PERIOD);
		AtomicInteger paid = new AtomicInteger();
		ExecutorService crowd = Executors.newFixedThreadPool(64);
		try {
			for (Future<?> one : IntStream.range(0, 64)
				.mapToObj((i) -> shared(latchkey, latchkey.clock()))
				.<Future<?>>map((node) -> crowd.submit(() -> {
					if (paid(node, List.of(budget))) {
						paid.incrementAndGet();
					}
				}))
				.toList()) {
				one.get();
			}
		}
		finally {
			crowd.shutdownNow();
		}
		assertThat(paid).hasValue(20);
	}

	/**
	 * Attempts, right ones and wrong ones, on budgets of which some overlap, with time
	 * going by: the script and the Java code agree.
	 */
	@Test
	void agreesWithTheBudgetsInMemory(Latchkey latchkey) {
		Random random = new Random(20);
		for (int round = 0; round < 50; round++) {
			MovableClock clock = stopped();
			RedisBuckets shared = shared(latchkey, clock);
			LocalBuckets local = new LocalBuckets(() -> Duration.ofMillis(clock.millis()).toNanos());
			List<Budget> wide = budgets(round, Budget.Scope.NETWORK, 1, 30);
			List<Budget> narrow = budgets(round, Budget.Scope.ACCOUNT, 3, 7);
			for (int step = 0; step < 100; step++) {
				List<Budget> budgets = List.of(wide.get(0), narrow.get(random.nextInt(3)));
				BucketStore.Refusal refusal = take(shared, budgets);
				BucketStore.Refusal expected = take(local, budgets);
				assertThat((refusal != null) ? refusal.budget() : null).as("round %d, step %d", round, step)
					.isEqualTo((expected != null) ? expected.budget() : null);
				if (refusal != null && expected != null) {
					assertThat(refusal.retryAfter()).isCloseTo(expected.retryAfter(), Duration.ofMillis(2));
				}
				if (refusal == null && random.nextInt(4) == 0) {
					shared.settle(new AttemptSettlement(budgets, List.of(), null));
					local.settle(new AttemptSettlement(budgets, List.of(), null));
				}
				for (Budget budget : budgets) {
					BucketStore.Balance balance = shared.balance(budget);
					BucketStore.Balance left = local.balance(budget);
					assertThat(balance.attempts()).isEqualTo(left.attempts());
					assertThat(balance.retryAfter()).isCloseTo(left.retryAfter(), Duration.ofMillis(2));
				}
				// millisecond
				clock.advance(Duration.ofSeconds(random.nextInt(3) * 10L));
			}
		}
	}

	/**
	 * The same for the budgets of people and applications as they are paid from in fact,
	 * with logins, and networks that are remembered.
	 */
	@Test
	void agreesWithTheRulesInMemory(Latchkey latchkey) {
		Random random = new Random(18);
		BudgetRules rules = new BudgetRules(
				new ThrottleSettings(PERIOD, 4, 3, 5, 12, 30, 2, 5, 20, Duration.ofMinutes(4), 60, 2));
		MovableClock clock = stopped();
		RedisBuckets shared = shared(latchkey, clock);
		LocalBuckets local = new LocalBuckets(() -> Duration.ofMillis(clock.millis()).toNanos());
		for (int step = 0; step < 3_000; step++) {
			String name = "agreed-" + random.nextInt(3);
			String address = "192.0." + random.nextInt(4) + "." + random.nextInt(2);
			KnownDevice device = random.nextBoolean() ? new KnownDevice(name, "device") : null;
			AttemptCost cost = rules
				.costOf((random.nextInt(4) > 0) ? AuthenticationAttempt.ofUser(name, address, device)
						: AuthenticationAttempt.ofClient(name, address));
			BucketStore.Outcome outcome = shared.take(cost);
			BucketStore.Outcome expected = local.take(cost);
			if (outcome instanceof BucketStore.Refusal refusal && expected instanceof BucketStore.Refusal other) {
				assertThat(refusal.retryAfter()).as("step %d", step)
					.isCloseTo(other.retryAfter(), Duration.ofMillis(2));
			}
			else {
				assertThat(outcome).as("step %d", step).isEqualTo(expected);
			}
			if (outcome instanceof BucketStore.Paid paid && random.nextBoolean()) {
				AttemptSettlement settlement = new AttemptSettlement(paid.option().budgets(), cost.logins(),
						cost.login());
				shared.settle(settlement);
				local.settle(settlement);
			}
			if (random.nextInt(100) == 0) {
				shared.fill(rules.toLift(name, name, List.of()));
				local.fill(rules.toLift(name, name, List.of()));
			}
			clock.advance(Duration.ofSeconds(random.nextInt(20)));
		}
	}

	@Test
	void keepsNothingOfABudgetThatIsFull(Latchkey latchkey) {
		RedisBuckets shared = shared(latchkey, latchkey.clock());
		Budget budget = Budget.of(Budget.Scope.ACCOUNT, "right", 3, PERIOD);
		StringRedisTemplate redis = latchkey.bean(StringRedisTemplate.class);
		assertThat(take(shared, List.of(budget))).isNull();
		assertThat(redis.hasKey(KEY + budget.key())).isTrue();
		shared.settle(new AttemptSettlement(List.of(budget), List.of(), null));
		assertThat(redis.hasKey(KEY + budget.key())).isFalse();
		shared.settle(new AttemptSettlement(List.of(budget), List.of(), null));
		assertThat(shared.balance(budget).attempts()).isEqualTo(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0.9S", "PT1.1S", "PT20S", "PT15M", "P400D" })
	void givesNothingAwayWhereClocksDiffer(Duration apart, Latchkey latchkey) {
		MovableClock ahead = stopped();
		ahead.advance(apart);
		List<RedisBuckets> nodes = List.of(shared(latchkey, stopped()), shared(latchkey, ahead));
		List<Budget> budgets = List.of(Budget.of(Budget.Scope.ACCOUNT, "apart by " + apart, 30, PERIOD));
		long paid = IntStream.range(0, 200).filter((i) -> paid(nodes.get(i % 2), budgets)).count();
		// half a minute for each: no machine is so slow
		assertThat(paid).isBetween(30L, 31L);
	}

	@Test
	void goesOnWithAClockThatWasSetBack(Latchkey latchkey) {
		MovableClock clock = stopped();
		RedisBuckets shared = shared(latchkey, clock);
		List<Budget> budgets = List.of(Budget.of(Budget.Scope.ACCOUNT, "set back", 3, PERIOD));
		assertThat(take(shared, budgets)).isNull();
		clock.advance(Duration.ofDays(-1));
		assertThat(take(shared, budgets)).isNull();
		assertThat(take(shared, budgets)).isNull();
		assertThat(take(shared, budgets)).isEqualTo(new BucketStore.Refusal(budgets.get(0), PERIOD.dividedBy(3)));
		// and is full after a period, by Redis' own clock
		assertThat(latchkey.bean(StringRedisTemplate.class).getExpire(KEY + budgets.get(0).key())).isBetween(1L,
				PERIOD.toSeconds());
	}

	@Test
	void beginsAnewWhereRedisClockWasSetBack(Latchkey latchkey) {
		RedisBuckets shared = shared(latchkey, latchkey.clock());
		List<Budget> budgets = List.of(Budget.of(Budget.Scope.ACCOUNT, "set back with Redis", 3, PERIOD));
		IntStream.range(0, 3).forEach((i) -> assertThat(take(shared, budgets)).isNull());
		assertThat(take(shared, budgets)).isNotNull();
		// what is left to it by a clock that was set back
		latchkey.bean(StringRedisTemplate.class).expire(KEY + budgets.get(0).key(), Duration.ofDays(1));
		assertThat(take(shared, budgets)).isNull();
		assertThat(shared.balance(budgets.get(0)).attempts()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 7, 30, 3000, 70_000, 1_000_000 })
	void losesNoFractions(int attempts, Latchkey latchkey) {
		// so long that nothing comes back meanwhile
		Duration period = Duration.ofDays(30);
		RedisBuckets shared = new RedisBuckets(latchkey.bean(StringRedisTemplate.class),
				latchkey.bean(CircuitBreaker.class), stopped());
		List<Budget> budgets = List.of(Budget.of(Budget.Scope.ACCOUNT, "fractions", attempts, period));
		assertThat(shared.balance(budgets.get(0)).attempts()).isEqualTo(attempts);
		int paid = Math.min(attempts, 300);
		IntStream.range(0, paid).forEach((i) -> assertThat(take(shared, budgets)).isNull());
		assertThat(shared.balance(budgets.get(0)).attempts()).isEqualTo(attempts - paid);
		IntStream.range(0, paid).forEach((i) -> shared.settle(new AttemptSettlement(budgets, List.of(), null)));
		assertThat(shared.balance(budgets.get(0)).attempts()).isEqualTo(attempts);
	}

	@Test
	void takesWhatItCannotReadForAFullBudget(Latchkey latchkey) {
		List<Budget> budgets = List.of(Budget.of(Budget.Scope.ACCOUNT, "unreadable", 3, PERIOD));
		latchkey.bean(StringRedisTemplate.class).opsForValue().set(KEY + budgets.get(0).key(), "what is this");
		RedisBuckets shared = shared(latchkey, latchkey.clock());
		assertThat(shared.balance(budgets.get(0)).attempts()).isEqualTo(3);
		assertThat(take(shared, budgets)).isNull();
		assertThat(shared.balance(budgets.get(0)).attempts()).isEqualTo(2);
	}

	private static List<Budget> budgets(int round, Budget.Scope scope, int count, int attempts) {
		return IntStream.range(0, count)
			.mapToObj((i) -> Budget.of(scope, "round " + round + " " + i, attempts, PERIOD))
			.toList();
	}

	private static MovableClock stopped() {
		return MovableClock.stoppedAt(Instant.now().truncatedTo(ChronoUnit.MILLIS));
	}

	private static RedisBuckets shared(Latchkey latchkey, Clock clock) {
		return new RedisBuckets(latchkey.bean(StringRedisTemplate.class), latchkey.bean(CircuitBreaker.class), clock);
	}

	private static boolean paid(BucketStore store, List<Budget> budgets) {
		return take(store, budgets) == null;
	}

	private static BucketStore.@Nullable Refusal take(BucketStore store, List<Budget> budgets) {
		return AttemptCosts.refusal(store.take(AttemptCosts.of(budgets)));
	}

	private static void tries(Throttle throttle, AuthenticationAttempt attempt, AtomicInteger reached) {
		try {
			throttle.charge(attempt);
			reached.incrementAndGet();
		}
		catch (TooManyAttemptsException ex) {
			// as most of them
		}
	}

}

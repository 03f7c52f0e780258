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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Budgets in a real Redis.
 */
@RunsIn(value = Mode.JWT, on = Storage.POSTGRES,
		with = { "latchkey.throttle.overall-attempts=500", "latchkey.throttle.account-attempts=20" })
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
		// some flow back meanwhile
		int most = 500 + 500;
		assertThat(reached).hasValueBetween(500, most);
		assertThat(latchkey.bean(StringRedisTemplate.class).keys("latchkey:throttle:*"))
			.hasSizeLessThanOrEqualTo(2 * most);
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
					if (node.take(List.of(budget)) == null) {
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
			LocalBuckets local = new LocalBuckets(PERIOD, () -> Duration.ofMillis(clock.millis()).toNanos());
			List<Budget> wide = budgets(round, Budget.Scope.NETWORK, 1, 30);
			List<Budget> narrow = budgets(round, Budget.Scope.ACCOUNT, 3, 7);
			for (int step = 0; step < 100; step++) {
				List<Budget> budgets = List.of(wide.get(0), narrow.get(random.nextInt(3)));
				BucketStore.Refusal refusal = shared.take(budgets);
				BucketStore.Refusal expected = local.take(budgets);
				assertThat((refusal != null) ? refusal.budget() : null).as("round %d, step %d", round, step)
					.isEqualTo((expected != null) ? expected.budget() : null);
				if (refusal != null && expected != null) {
					assertThat(refusal.retryAfter()).isCloseTo(expected.retryAfter(), Duration.ofMillis(2));
				}
				if (refusal == null && random.nextInt(4) == 0) {
					shared.giveBack(budgets);
					local.giveBack(budgets);
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

	@Test
	void keepsNothingOfABudgetThatIsFull(Latchkey latchkey) {
		RedisBuckets shared = shared(latchkey, latchkey.clock());
		Budget budget = Budget.of(Budget.Scope.ACCOUNT, "right", 3, PERIOD);
		StringRedisTemplate redis = latchkey.bean(StringRedisTemplate.class);
		assertThat(shared.take(List.of(budget))).isNull();
		assertThat(redis.hasKey(KEY + budget.key())).isTrue();
		shared.giveBack(List.of(budget));
		assertThat(redis.hasKey(KEY + budget.key())).isFalse();
		shared.giveBack(List.of(budget));
		assertThat(shared.balance(budget).attempts()).isEqualTo(3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0.9S", "PT1.1S", "PT20S", "PT15M", "P400D" })
	void givesNothingAwayWhereClocksDiffer(Duration apart, Latchkey latchkey) {
		MovableClock ahead = stopped();
		ahead.advance(apart);
		List<RedisBuckets> nodes = List.of(shared(latchkey, stopped()), shared(latchkey, ahead));
		List<Budget> budgets = List.of(Budget.of(Budget.Scope.ACCOUNT, "apart by " + apart, 30, PERIOD));
		long paid = IntStream.range(0, 200).filter((i) -> nodes.get(i % 2).take(budgets) == null).count();
		// half a minute for each: no machine is so slow
		assertThat(paid).isBetween(30L, 31L);
	}

	@Test
	void goesOnWithAClockThatWasSetBack(Latchkey latchkey) {
		MovableClock clock = stopped();
		RedisBuckets shared = shared(latchkey, clock);
		List<Budget> budgets = List.of(Budget.of(Budget.Scope.ACCOUNT, "set back", 3, PERIOD));
		assertThat(shared.take(budgets)).isNull();
		clock.advance(Duration.ofDays(-1));
		assertThat(shared.take(budgets)).isNull();
		assertThat(shared.take(budgets)).isNull();
		assertThat(shared.take(budgets)).isEqualTo(new BucketStore.Refusal(budgets.get(0), PERIOD.dividedBy(3)));
		// and is full after a period, by Redis' own clock
		assertThat(latchkey.bean(StringRedisTemplate.class).getExpire(KEY + budgets.get(0).key())).isBetween(1L,
				PERIOD.toSeconds());
	}

	@Test
	void beginsAnewWhereRedisClockWasSetBack(Latchkey latchkey) {
		RedisBuckets shared = shared(latchkey, latchkey.clock());
		List<Budget> budgets = List.of(Budget.of(Budget.Scope.ACCOUNT, "set back with Redis", 3, PERIOD));
		IntStream.range(0, 3).forEach((i) -> assertThat(shared.take(budgets)).isNull());
		assertThat(shared.take(budgets)).isNotNull();
		// what is left to it by a clock that was set back
		latchkey.bean(StringRedisTemplate.class).expire(KEY + budgets.get(0).key(), Duration.ofDays(1));
		assertThat(shared.take(budgets)).isNull();
		assertThat(shared.balance(budgets.get(0)).attempts()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 7, 30, 3000, 70_000, 1_000_000 })
	void losesNoFractions(int attempts, Latchkey latchkey) {
		// so long that nothing comes back meanwhile
		Duration period = Duration.ofDays(30);
		RedisBuckets shared = new RedisBuckets(latchkey.bean(StringRedisTemplate.class),
				latchkey.bean(CircuitBreaker.class), stopped(), period);
		List<Budget> budgets = List.of(Budget.of(Budget.Scope.ACCOUNT, "fractions", attempts, period));
		assertThat(shared.balance(budgets.get(0)).attempts()).isEqualTo(attempts);
		int paid = Math.min(attempts, 300);
		IntStream.range(0, paid).forEach((i) -> assertThat(shared.take(budgets)).isNull());
		assertThat(shared.balance(budgets.get(0)).attempts()).isEqualTo(attempts - paid);
		IntStream.range(0, paid).forEach((i) -> shared.giveBack(budgets));
		assertThat(shared.balance(budgets.get(0)).attempts()).isEqualTo(attempts);
	}

	@Test
	void takesWhatItCannotReadForAFullBudget(Latchkey latchkey) {
		List<Budget> budgets = List.of(Budget.of(Budget.Scope.ACCOUNT, "unreadable", 3, PERIOD));
		latchkey.bean(StringRedisTemplate.class).opsForValue().set(KEY + budgets.get(0).key(), "what is this");
		RedisBuckets shared = shared(latchkey, latchkey.clock());
		assertThat(shared.balance(budgets.get(0)).attempts()).isEqualTo(3);
		assertThat(shared.take(budgets)).isNull();
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
		return new RedisBuckets(latchkey.bean(StringRedisTemplate.class), latchkey.bean(CircuitBreaker.class), clock,
				PERIOD);
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

package dev.latchkey.throttle;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Latchkey.Storage;
import dev.latchkey.harness.RunsIn;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Budgets in a real Redis.
 */
@RunsIn(value = Mode.JWT, on = Storage.POSTGRES,
		with = { "latchkey.throttle.overall-attempts=500", "latchkey.throttle.account-attempts=20" })
class SharedBucketsTests {

	private static final int NAMES = 100_000;

	@Test
	void keepsRedisWithinBoundsWhateverNamesThereAre(Latchkey latchkey) throws Exception {
		Throttle throttle = latchkey.bean(Throttle.class);
		AtomicInteger reached = new AtomicInteger();
		ExecutorService crowd = Executors.newFixedThreadPool(32);
		try {
			for (Future<?> one : IntStream.range(0, 32)
				.<Future<?>>mapToObj((thread) -> crowd.submit(() -> IntStream.range(0, NAMES / 32)
					.mapToObj((i) -> Attempt.ofUser("made-up-" + thread + "-" + i, "192.0.2." + thread, null))
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
		Budget budget = Budget.of(Budget.Scope.ACCOUNT, "raced", 20, Duration.ofMinutes(15));
		AtomicInteger paid = new AtomicInteger();
		ExecutorService crowd = Executors.newFixedThreadPool(64);
		try {
			for (Future<?> one : IntStream.range(0, 64)
				.mapToObj((i) -> new SharedBuckets(latchkey.bean(RedisConnectionFactory.class),
						latchkey.bean(CircuitBreaker.class), latchkey.clock(), Duration.ofMinutes(15)))
				.<Future<?>>map((node) -> crowd.submit(() -> {
					if (node.with(budget, (bucket) -> bucket.tryConsume(1))) {
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

	private static void tries(Throttle throttle, Attempt attempt, AtomicInteger reached) {
		try {
			throttle.check(attempt, () -> {
				reached.incrementAndGet();
				return Optional.empty();
			});
		}
		catch (TooManyAttempts ex) {
			// as most of them
		}
	}

}

package dev.latchkey.throttle;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce.LettuceBasedProxyManagerBuilder;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Budgets in Redis, where all nodes pay from the same ones. Attempts on the same budget
 * that come to this node at once are sent as one, so that a crowd does not keep changing
 * the bucket under its own hands.
 */
class SharedBuckets implements Buckets {

	private static final String KEY = "latchkey:throttle:";

	private static final int MOST_AT_ONCE = 5_000;

	private final CircuitBreaker breaker;

	private final ProxyManager<byte[]> redis;

	// what comes at once has to meet at one object
	private final Cache<String, Bucket> meetings = Caffeine.newBuilder()
		.maximumSize(MOST_AT_ONCE)
		.expireAfterAccess(Duration.ofMinutes(1))
		.build();

	SharedBuckets(RedisConnectionFactory connections, CircuitBreaker breaker, Clock clock, Duration period) {
		this.breaker = breaker;
		// a drained bucket is full again by the time it goes. So it does where a clock
		// was set back, too, and nothing would flow until it has caught up
		this.redis = new LettuceBasedProxyManagerBuilder<byte[]>(new SharedConnection<>(connections))
			.expirationAfterWrite(ExpirationAfterWriteStrategy.fixedTimeToLive(period))
			.clientClock(time(clock))
			.build();
	}

	@Override
	public <T> T with(Budget budget, Function<Bucket, T> work) {
		Bucket bucket = this.meetings.get(budget.key(),
				(key) -> this.redis.builder()
					.withOptimization(Optimizations.batching())
					.build(redisKey(budget), budget::limits));
		return guarded(() -> work.apply(bucket));
	}

	@Override
	public void forget(Budget budget) {
		guarded(() -> {
			this.redis.removeProxy(redisKey(budget));
			return budget;
		});
	}

	private <T> T guarded(Supplier<T> call) {
		return this.breaker.executeSupplier(() -> {
			try {
				return call.get();
			}
			catch (DataAccessException ex) {
				throw ex;
			}
			catch (RuntimeException ex) {
				throw new RedisSystemException("The budgets in Redis cannot be reached", ex);
			}
		});
	}

	private static byte[] redisKey(Budget budget) {
		return (KEY + budget.key()).getBytes(StandardCharsets.US_ASCII);
	}

	private static TimeMeter time(Clock clock) {
		return new TimeMeter() {

			@Override
			public long currentTimeNanos() {
				return Duration.ofMillis(clock.millis()).toNanos();
			}

			@Override
			public boolean isWallClockBased() {
				return true;
			}

		};
	}

}

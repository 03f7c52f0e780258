package dev.latchkey.mode.session;

import java.time.Duration;
import java.util.function.LongSupplier;

import dev.latchkey.crypto.RandomIds;
import io.lettuce.core.SetArgs;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Says whether this node can open sessions and read them: whether Redis stores a value
 * and returns it. A Redis that only answers, such as a replica or one whose disk is full,
 * is not enough. Any client may ask, so Redis is asked once a second at most.
 */
class SessionStoreHealthIndicator implements HealthIndicator {

	private static final long GOOD_FOR = Duration.ofSeconds(1).toNanos();

	private static final Duration KEPT = Duration.ofMinutes(1);

	private final String key = RedisKeys.ready(RandomIds.next());

	private final RedisPipeline redis;

	private final LongSupplier nanoTime;

	private @Nullable Health last;

	private long asked;

	SessionStoreHealthIndicator(RedisPipeline redis, LongSupplier nanoTime) {
		this.redis = redis;
		this.nanoTime = nanoTime;
	}

	@Override
	public synchronized Health health() {
		Health known = this.last;
		if (known == null || this.nanoTime.getAsLong() - this.asked > GOOD_FOR) {
			known = ask();
			this.last = known;
			this.asked = this.nanoTime.getAsLong();
		}
		return known;
	}

	private Health ask() {
		String written = RandomIds.next();
		try {
			return (written.equals(writeAndRead(written)) ? Health.up() : Health.down()).build();
		}
		catch (RuntimeException ex) {
			return Health.down(ex).build();
		}
	}

	private @Nullable String writeAndRead(String value) {
		byte[] name = RedisPipeline.bytes(this.key);
		byte[] read = this.redis
			.call((commands) -> commands.set(name, RedisPipeline.bytes(value), SetArgs.Builder.px(KEPT))
				.thenCombine(commands.get(name), (written, found) -> found));
		return (read != null) ? RedisPipeline.text(read) : null;
	}

}

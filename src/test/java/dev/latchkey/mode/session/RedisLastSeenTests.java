package dev.latchkey.mode.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.SessionsEnded;
import dev.latchkey.session.seen.SessionsSeen;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RedisLastSeenTests {

	private static final Instant LATER = RealRedis.LOGIN.plusSeconds(600);

	private RealRedis redis;

	private RedisLastSeen seen;

	@BeforeEach
	void start() {
		this.redis = new RealRedis();
		this.redis.save("one", 2);
		this.seen = new RedisLastSeen(this.redis.byHandle);
	}

	@AfterEach
	void stop() {
		this.redis.close();
	}

	@Test
	void keepsWhatRedisCouldNotBeTold() {
		this.redis.without(() -> touch("one-0", LATER));
		touch("one-1", LATER.plusSeconds(1));
		assertThat(lastSeen("one-0")).isEqualTo(LATER);
		assertThat(lastSeen("one-1")).isEqualTo(LATER.plusSeconds(1));
		assertThat(this.seen.unwritten()).isZero();
	}

	@Test
	void doesNotWaitUntilASessionIsInUseAgain() {
		this.redis.without(() -> touch("one-0", LATER));
		this.seen.catchUp();
		assertThat(lastSeen("one-0")).isEqualTo(LATER);
		assertThat(this.seen.unwritten()).isZero();
	}

	@Test
	void keepsTheNewest() {
		this.redis.without(() -> {
			touch("one-0", LATER);
			touch("one-0", LATER.minusSeconds(1));
			this.seen.catchUp();
		});
		this.seen.catchUp();
		assertThat(lastSeen("one-0")).isEqualTo(LATER);
	}

	@Test
	void keepsNothingOfWhatHasEnded() {
		this.redis.without(() -> {
			touch("one-0", LATER);
			this.seen.forget(new SessionsEnded(List.of("one-0"), null, EndReason.LOGGED_OUT, "alice"));
		});
		assertThat(this.seen.unwritten()).isZero();
	}

	@Test
	void keepsNoMoreThanItMay() {
		this.redis.without(() -> {
			for (int i = 0; i < 3; i++) {
				int round = i;
				this.seen.touch(new SessionsSeen(IntStream.range(0, 50_000)
					.boxed()
					.collect(Collectors.toMap((number) -> round + "-" + number, (number) -> LATER))));
			}
		});
		assertThat(this.seen.unwritten()).isEqualTo(100_000);
	}

	private void touch(String handle, Instant at) {
		this.seen.touch(new SessionsSeen(Map.of(handle, at)));
	}

	private Instant lastSeen(String handle) {
		return this.redis.lastSeen(handle);
	}

}

package dev.latchkey.throttle;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class AttemptLanesTests {

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final AttemptLanes lanes = new AttemptLanes(2);

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void letFewOfAnAccountInAndAllOthers() {
		List<AttemptTurn> turns = IntStream.range(0, 2).mapToObj((i) -> enter("alice")).toList();
		assertThat(turns).doesNotContainNull();
		assertThat(enter("alice")).as("after a moment").isNull();
		assertThat(enter("bob")).isNotNull();
		turns.forEach(AttemptTurn::close);
		turns.forEach(AttemptTurn::close);
		assertThat(IntStream.range(0, 2).mapToObj((i) -> enter("alice"))).doesNotContainNull();
		assertThat(enter("alice")).isNull();
	}

	@Test
	void letAFewWaitAndTurnTheOthersAwayAtOnce() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		AtomicInteger refused = new AtomicInteger();
		List<Future<?>> all = IntStream.range(0, 80).<Future<?>>mapToObj((i) -> this.threads.submit(() -> {
			try (AttemptTurn turn = enter("alice")) {
				if (turn == null) {
					refused.incrementAndGet();
					return null;
				}
				most.accumulateAndGet(running.incrementAndGet(), Math::max);
				release.await();
				running.decrementAndGet();
				return null;
			}
		})).toList();
		while (refused.get() < 80 - 2 - 17) {
			Thread.onSpinWait();
		}
		release.countDown();
		for (Future<?> one : all) {
			one.get();
		}
		assertThat(most).hasValueLessThanOrEqualTo(2);
		assertThat(this.lanes.size()).isZero();
	}

	@Test
	void areForgottenWhenTheyAreEmpty() {
		List<AttemptTurn> turns = IntStream.range(0, 1000)
			.mapToObj((i) -> Objects.requireNonNull(enter("made-up-" + i)))
			.toList();
		assertThat(this.lanes.size()).isEqualTo(1000);
		turns.forEach(AttemptTurn::close);
		assertThat(this.lanes.size()).isZero();
	}

	private @Nullable AttemptTurn enter(String username) {
		return this.lanes.enter(AuthenticationAttempt.ofUser(username, "192.0.2.1", null));
	}

}

package dev.latchkey.throttle;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
	void letCallersOfOtherNetworksWaitWhereOneHostHasManyWaiting() throws Exception {
		assertThat(turnAfterWaiting("bob", "198.51.100.1", null)).isNotNull();
	}

	@Test
	void letDevicesWaitWhereStrangersOfTheirNetworkHaveManyWaiting() throws Exception {
		assertThat(turnAfterWaiting("bob", "192.0.2.2", new KnownDevice("bob", "device"))).isNotNull();
	}

	/**
	 * Wait for a turn, which comes when it is seen to be waited for, while one host has
	 * as many waiting as it can.
	 */
	private @Nullable AttemptTurn turnAfterWaiting(String username, String address, @Nullable KnownDevice device)
			throws Exception {
		AtomicInteger refused = new AtomicInteger();
		for (int i = 0; i < 8; i++) {
			String name = "made-up-" + i;
			assertThat(Stream.of(enter(name), enter(name))).doesNotContainNull();
			for (int j = 0; j < 10; j++) {
				this.threads.submit(() -> (enter(name) == null) ? refused.incrementAndGet() : 0);
			}
		}
		while (refused.get() < 80 - 64) {
			Thread.onSpinWait();
		}
		AuthenticationAttempt attempt = AuthenticationAttempt.ofUser(username, address, device);
		List<AttemptTurn> others = IntStream.range(0, 2)
			.mapToObj((i) -> Objects.requireNonNull(this.lanes.enter(attempt)))
			.toList();
		AttemptTurn turn = null;
		for (int i = 0; i < 5 && turn == null; i++) {
			FutureTask<@Nullable AttemptTurn> waiting = new FutureTask<>(() -> this.lanes.enter(attempt));
			Thread waiter = new Thread(waiting);
			waiter.start();
			while (waiter.isAlive()) {
				if (waiter.getState() == Thread.State.TIMED_WAITING) {
					others.get(0).close();
				}
				Thread.onSpinWait();
			}
			turn = waiting.get();
		}
		return turn;
	}

	@Test
	void letFewLookUpWhatWasKnownByOnePassword() {
		AuthenticationAttempt attempt = AuthenticationAttempt.ofUser("alice", "192.0.2.1", null);
		DeviceMark old = new DeviceMark(new KnownDevice("id", "device"), "old");
		DeviceMark sameAge = new DeviceMark(new KnownDevice("id", "other"), "old");
		DeviceMark present = new DeviceMark(new KnownDevice("id", "third"), "present");
		assertThat(Stream.of(this.lanes.enter(attempt, old), this.lanes.enter(attempt, sameAge))).doesNotContainNull();
		assertThat(this.lanes.enter(attempt, old)).as("after a moment").isNull();
		assertThat(this.lanes.enter(attempt, present)).isNotNull();
		assertThat(enter("alice")).isNotNull();
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

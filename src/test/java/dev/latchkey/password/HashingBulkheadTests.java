package dev.latchkey.password;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import dev.latchkey.harness.QuickestCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(120)
class HashingBulkheadTests {

	private static final AtomicInteger NETWORKS = new AtomicInteger();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void neverRunsMoreAtOnceThanThereAreCores() throws Exception {
		HashingBulkhead bulkhead = new HashingBulkhead(2);
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		List<Future<?>> all = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			all.add(this.threads.submit(() -> hash(bulkhead, () -> {
				most.accumulateAndGet(running.incrementAndGet(), Math::max);
				Thread.yield();
				return running.decrementAndGet();
			})));
		}
		for (Future<?> one : all) {
			one.get();
		}
		assertThat(most).hasValueBetween(1, 2);
	}

	@Test
	void turnsAwayWhoeverWouldWaitForMoreThanASecond() throws Exception {
		HashingBulkhead bulkhead = new HashingBulkhead(1);
		CountDownLatch busy = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		Future<String> running = this.threads.submit(() -> hash(bulkhead, () -> {
			busy.countDown();
			awaitQuietly(release);
			return "done";
		}));
		busy.await();
		long start = System.nanoTime();
		List<Future<String>> others = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			others.add(this.threads.submit(() -> hash(bulkhead, () -> "too early")));
		}
		for (Future<String> other : others) {
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(other::get)
				.havingCause()
				.isInstanceOfSatisfying(HashingBusyException.class,
						(ex) -> assertThat(ex.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3)));
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(900),
				Duration.ofSeconds(20));
		release.countDown();
		assertThat(running.get()).isEqualTo("done");
		assertThat(HashingBulkheadTests.<String>hash(bulkhead, () -> "free again")).isEqualTo("free again");
	}

	@Test
	void doesNotLetTheLineGrow() {
		// a busy machine may keep the callers from their turns, so that those in line
		// give up too
		assertThat(QuickestCall.within(Duration.ofMillis(900), this::turnAwayMost)).isLessThan(Duration.ofMillis(900));
	}

	private void turnAwayMost() throws InterruptedException {
		HashingBulkhead bulkhead = new HashingBulkhead(1);
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch turnedAway = new CountDownLatch(40 - 17);
		for (int i = 0; i < 40; i++) {
			this.threads.submit(() -> {
				try {
					return hash(bulkhead, () -> {
						awaitQuietly(release);
						return "done";
					});
				}
				catch (HashingBusyException ex) {
					turnedAway.countDown();
					throw ex;
				}
			});
		}
		turnedAway.await();
		release.countDown();
	}

	@Test
	void takesOnePlaceInTheLineForTheWayToTheHashAndTheHash() {
		HashingBulkhead bulkhead = new HashingBulkhead(1);
		for (int i = 0; i < 40; i++) {
			assertThat(HashingBulkheadTests.<String>hash(bulkhead, () -> "hashed")).isEqualTo("hashed");
		}
	}

	@Test
	void turnsAwayBeforeAnythingIsDoneWhereTheLineIsFull() {
		HashingBulkhead bulkhead = new HashingBulkhead(1);
		List<HashingBulkhead.Place> line = IntStream.range(0, 17).mapToObj((i) -> enter(bulkhead)).toList();
		assertThatExceptionOfType(HashingBusyException.class).isThrownBy(() -> enter(bulkhead));
		try (HashingBulkhead.Place known = bulkhead.enterAsKnown()) {
			assertThat(known.<String>run(() -> "known")).isEqualTo("known");
		}
		line.get(3).close();
		assertThat(HashingBulkheadTests.<String>hash(bulkhead, () -> "free again")).isEqualTo("free again");
	}

	@Test
	void givesAPlaceUpOnce() {
		HashingBulkhead bulkhead = new HashingBulkhead(1);
		HashingBulkhead.Place place = enter(bulkhead);
		place.close();
		place.close();
		assertThatIllegalStateException().isThrownBy(() -> place.run(() -> "too late"));
		IntStream.range(0, 17).forEach((i) -> enter(bulkhead));
		assertThatExceptionOfType(HashingBusyException.class).isThrownBy(() -> enter(bulkhead));
	}

	@Test
	void passesOnWhatTheWorkThrows() {
		assertThatExceptionOfType(ArithmeticException.class)
			.isThrownBy(() -> hash(new HashingBulkhead(1), () -> 1 / Integer.parseInt("0")));
	}

	@Test
	void turnsAwayWhoeverIsInterruptedWhileWaiting() throws Exception {
		HashingBulkhead bulkhead = new HashingBulkhead(1);
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch busy = new CountDownLatch(1);
		this.threads.submit(() -> hash(bulkhead, () -> {
			busy.countDown();
			awaitQuietly(release);
			return "done";
		}));
		busy.await();
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(HashingBusyException.class).isThrownBy(() -> hash(bulkhead, () -> "too early"));
		assertThat(Thread.interrupted()).isTrue();
		release.countDown();
	}

	@Test
	void leavesHalfOfTheLineToOtherNetworks() {
		HashingBulkhead bulkhead = new HashingBulkhead(1);
		List<HashingBulkhead.Place> line = IntStream.range(0, 8)
			.mapToObj((i) -> bulkhead.enterAsStranger("one"))
			.toList();
		for (int i = 0; i < 100; i++) {
			assertThatExceptionOfType(HashingBusyException.class).isThrownBy(() -> bulkhead.enterAsStranger("one"));
		}
		List<HashingBulkhead.Place> others = IntStream.range(0, 9).mapToObj((i) -> enter(bulkhead)).toList();
		assertThatExceptionOfType(HashingBusyException.class).isThrownBy(() -> enter(bulkhead));
		others.get(0).close();
		assertThatExceptionOfType(HashingBusyException.class).isThrownBy(() -> bulkhead.enterAsStranger("one"));
		line.get(0).close();
		bulkhead.enterAsStranger("one").close();
	}

	/**
	 * Enter the line from a network of which no other client is there.
	 */
	private static HashingBulkhead.Place enter(HashingBulkhead bulkhead) {
		return bulkhead.enterAsStranger("network " + NETWORKS.incrementAndGet());
	}

	private static <T> T hash(HashingBulkhead bulkhead, Supplier<T> work) {
		try (HashingBulkhead.Place place = enter(bulkhead)) {
			return place.run(work);
		}
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

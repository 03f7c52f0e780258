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

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class HashingBulkheadTests {

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
			all.add(this.threads.submit(() -> bulkhead.run(() -> {
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
		Future<String> running = this.threads.submit(() -> bulkhead.run(() -> {
			busy.countDown();
			awaitQuietly(release);
			return "done";
		}));
		busy.await();
		long start = System.nanoTime();
		List<Future<String>> others = new ArrayList<>();
		for (int i = 0; i < 40; i++) {
			others.add(this.threads.submit(() -> bulkhead.run(() -> "too early")));
		}
		for (Future<String> other : others) {
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(other::get)
				.havingCause()
				.isInstanceOfSatisfying(HashingBusyException.class,
						(ex) -> assertThat(ex.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3)));
		}
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(900),
				Duration.ofSeconds(5));
		release.countDown();
		assertThat(running.get()).isEqualTo("done");
		assertThat(bulkhead.<String>run(() -> "free again")).isEqualTo("free again");
	}

	@Test
	void doesNotLetTheLineGrow() throws Exception {
		HashingBulkhead bulkhead = new HashingBulkhead(1);
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch turnedAway = new CountDownLatch(40 - 17);
		for (int i = 0; i < 40; i++) {
			this.threads.submit(() -> {
				try {
					return bulkhead.run(() -> {
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
		long start = System.nanoTime();
		turnedAway.await();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(900));
		release.countDown();
	}

	@Test
	void takesOnePlaceInTheLineForTheWayToTheHashAndTheHash() {
		HashingBulkhead bulkhead = new HashingBulkhead(1);
		for (int i = 0; i < 40; i++) {
			assertThat(bulkhead.<String>strangers(() -> bulkhead.run(() -> "hashed"))).isEqualTo("hashed");
		}
	}

	@Test
	void turnsAwayBeforeAnythingIsDoneWhereTheLineIsFull() throws Exception {
		HashingBulkhead bulkhead = new HashingBulkhead(1);
		CountDownLatch inLine = new CountDownLatch(17);
		CountDownLatch release = new CountDownLatch(1);
		for (int i = 0; i < 17; i++) {
			this.threads.submit(() -> bulkhead.strangers(() -> {
				inLine.countDown();
				awaitQuietly(release);
				return "done";
			}));
		}
		inLine.await();
		assertThatExceptionOfType(HashingBusyException.class).isThrownBy(() -> bulkhead.strangers(() -> {
			throw new AssertionError("something was done");
		}));
		assertThat(bulkhead.<String>known(() -> bulkhead.run(() -> "known"))).isEqualTo("known");
		release.countDown();
	}

	@Test
	void passesOnWhatTheWorkThrows() {
		assertThatExceptionOfType(ArithmeticException.class)
			.isThrownBy(() -> new HashingBulkhead(1).run(() -> 1 / Integer.parseInt("0")));
	}

	@Test
	void turnsAwayWhoeverIsInterruptedWhileWaiting() throws Exception {
		HashingBulkhead bulkhead = new HashingBulkhead(1);
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch busy = new CountDownLatch(1);
		this.threads.submit(() -> bulkhead.run(() -> {
			busy.countDown();
			awaitQuietly(release);
			return "done";
		}));
		busy.await();
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(HashingBusyException.class).isThrownBy(() -> bulkhead.run(() -> "too early"));
		assertThat(Thread.interrupted()).isTrue();
		release.countDown();
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

package dev.latchkey.password;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class HashingMemoryTests {

	private static final String LARGE = "$argon2id$v=19$m=65536,t=1,p=1$AAECAwQFBgcICQoLDA0ODw$"
			+ "6W7GuoxjojaYIg83x/wEKSXUMMf+reyc6wSvA8q7ny8";

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final CountDownLatch release = new CountDownLatch(1);

	private final AtomicInteger running = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	private int hold(CountDownLatch begun) {
		this.most.accumulateAndGet(this.running.incrementAndGet(), Math::max);
		begun.countDown();
		try {
			this.release.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		return this.running.decrementAndGet();
	}

	@Test
	void runsNoMoreAtOnceThanTheHeapHasRoomFor() throws Exception {
		HashingMemory memory = new HashingMemory(600L * 1024 * 1024);
		CountDownLatch begun = new CountDownLatch(2);
		List<Future<Integer>> all = new ArrayList<>();
		for (int i = 0; i < 6; i++) {
			all.add(this.threads.submit(() -> memory.lend(HashingMemory.USUAL, () -> hold(begun))));
		}
		begun.await();
		assertThat(memory.<String>lend(0, () -> "small")).isEqualTo("small");
		this.release.countDown();
		for (Future<Integer> one : all) {
			one.get();
		}
		assertThat(this.most).hasValue(2);
	}

	@Test
	void turnsAwayWhoeverWouldWaitForMoreThanASecond() throws Exception {
		HashingMemory memory = new HashingMemory(1024);
		CountDownLatch begun = new CountDownLatch(1);
		Future<Integer> first = this.threads.submit(() -> memory.lend(3 * HashingMemory.USUAL, () -> hold(begun)));
		begun.await();
		assertThatExceptionOfType(HashingBusyException.class)
			.isThrownBy(() -> memory.lend(HashingMemory.USUAL, () -> "too early"));
		this.release.countDown();
		assertThat(first.get()).isZero();
		assertThat(memory.<String>lend(HashingMemory.USUAL, () -> "free again")).isEqualTo("free again");
	}

	@ParameterizedTest
	@CsvSource({ "256, 19456, 16, 3", "650, 19456, 16, 8", "650, 19456, 2, 2", "4096, 19456, 16, 16",
			"128, 1048576, 4, 1" })
	void letsAsManyOfLatchkeysOwnRunAsTheHeapHasRoomFor(long megabytes, long kibibytes, int processors, int atOnce) {
		assertThat(HashingMemory.atOnce(megabytes * 1024 * 1024, kibibytes, processors)).isEqualTo(atOnce);
	}

	@Test
	void isAskedForWhatTakesMoreThanAHashOfLatchkeysOwn() {
		PasswordHasher hasher = new PasswordHasher(new PasswordSettings(19456, 2, 1, true), new SimpleMeterRegistry(),
				"decoy");
		assertThat(hasher.memoryFor(LARGE)).isEqualTo(HashingMemory.USUAL);
		assertThat(hasher.memoryFor(hasher.hash("own"))).isZero();
		assertThat(hasher.memoryFor("$2b$05$abcdefghijklmnopqrstuuD3mHdCr44zlIZ.VZCaYRpfQhXMYnEo.")).isZero();
		assertThat(hasher.memoryFor("no hash")).isZero();
		assertThat(hasher.memoryFor(null)).isZero();
	}

}

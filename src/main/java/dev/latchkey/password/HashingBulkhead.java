package dev.latchkey.password;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.core.exception.AcquirePermissionCancelledException;

/**
 * Lets no more hashes run at once than there are processors, and a short line wait for at
 * most a second. Whoever comes when the line is full is turned away at once, and before
 * anything else is done for them: a crowd that has to be looked up first keeps every
 * thread busy, and whoever is signed in waits behind it. Those who are known have a line
 * of their own, which no crowd of strangers can fill.
 */
final class HashingBulkhead {

	private static final int WAITING_PER_CORE = 16;

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

	private final Bulkhead strangers;

	private final Bulkhead known;

	private final Bulkhead cores;

	private final ThreadLocal<Boolean> inLine = ThreadLocal.withInitial(() -> false);

	HashingBulkhead(int cores) {
		this.strangers = bulkhead("hashing-strangers", cores * (1 + WAITING_PER_CORE), Duration.ZERO);
		this.known = bulkhead("hashing-known", cores * (1 + WAITING_PER_CORE), Duration.ZERO);
		this.cores = bulkhead("hashing", cores, LONGEST_WAIT);
	}

	private static Bulkhead bulkhead(String name, int permits, Duration wait) {
		return Bulkhead.of(name,
				BulkheadConfig.custom()
					.maxConcurrentCalls(permits)
					.maxWaitDuration(wait)
					.fairCallHandlingStrategyEnabled(true)
					.writableStackTraceEnabled(false)
					.build());
	}

	/**
	 * Do something that comes to a hash in the end, with a place in the line of anybody.
	 */
	<T> T strangers(Supplier<T> work) {
		return line(this.strangers, work);
	}

	/**
	 * Do something that comes to a hash in the end, with a place in the line of those who
	 * are signed in, or were on this device.
	 */
	<T> T known(Supplier<T> work) {
		return line(this.known, work);
	}

	<T> T run(Supplier<T> work) {
		return strangers(() -> in(this.cores, work));
	}

	private <T> T line(Bulkhead line, Supplier<T> work) {
		if (this.inLine.get()) {
			return work.get();
		}
		return in(line, () -> {
			this.inLine.set(true);
			try {
				return work.get();
			}
			finally {
				this.inLine.remove();
			}
		});
	}

	private static <T> T in(Bulkhead bulkhead, Supplier<T> work) {
		try {
			return bulkhead.executeSupplier(work);
		}
		catch (BulkheadFullException | AcquirePermissionCancelledException ex) {
			throw new HashingBusyException(Duration.ofSeconds(ThreadLocalRandom.current().nextInt(1, 4)));
		}
	}

}

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
 * most a second. Whoever comes when the line is full is turned away at once.
 */
final class HashingBulkhead {

	private static final int WAITING_PER_CORE = 16;

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

	private final Bulkhead line;

	private final Bulkhead cores;

	HashingBulkhead(int cores) {
		this.line = bulkhead("hashing-line", cores * (1 + WAITING_PER_CORE), Duration.ZERO);
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

	<T> T run(Supplier<T> work) {
		try {
			return this.line.executeSupplier(() -> this.cores.executeSupplier(work));
		}
		catch (BulkheadFullException | AcquirePermissionCancelledException ex) {
			throw new HashingBusy(Duration.ofSeconds(ThreadLocalRandom.current().nextInt(1, 4)));
		}
	}

}

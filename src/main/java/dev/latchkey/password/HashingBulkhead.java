package dev.latchkey.password;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.core.exception.AcquirePermissionCancelledException;

/**
 * Runs no more hashes at once than processors and heap allow, and lets a short line wait
 * for them, at most a second each. A caller who finds the line full is turned away at
 * once, before any other work is done: a crowd whose names have to be looked up first
 * keeps every thread busy, and signed-in users wait behind it. Known clients have a line
 * of their own, which no crowd of strangers can fill, and no block of networks gets more
 * than half of theirs.
 */
final class HashingBulkhead {

	private static final int WAITING_PER_CORE = 16;

	private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

	private final Bulkhead strangers;

	private final Bulkhead known;

	private final Bulkhead cores;

	// as many entries as strangers have places
	private final Map<String, Integer> blocks = new ConcurrentHashMap<>();

	private final int mostOfABlock;

	HashingBulkhead(int cores) {
		int places = cores * (1 + WAITING_PER_CORE);
		this.strangers = bulkhead("hashing-strangers", places, Duration.ZERO);
		this.known = bulkhead("hashing-known", places, Duration.ZERO);
		this.mostOfABlock = places / 2;
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
	 * Take a place in the line of users who are signed in, or were on this device.
	 * @return the place, which has to be closed
	 * @throws HashingBusyException if the line is full
	 */
	Place enterAsKnown() {
		Bulkhead line = enter(this.known);
		return new Place(line::onComplete);
	}

	/**
	 * Take a place in the line of all others.
	 * @param block the block of networks that the request comes from
	 * @return the place, which has to be closed
	 * @throws HashingBusyException if the line is full, or half of it is this block's
	 */
	Place enterAsStranger(String block) {
		Bulkhead line = enter(this.strangers);
		if (this.blocks.merge(block, 1, Integer::sum) > this.mostOfABlock) {
			leave(line, block);
			throw busy();
		}
		return new Place(() -> leave(line, block));
	}

	private void leave(Bulkhead line, String block) {
		this.blocks.computeIfPresent(block, (same, places) -> (places > 1) ? places - 1 : null);
		line.onComplete();
	}

	private static Bulkhead enter(Bulkhead bulkhead) {
		try {
			bulkhead.acquirePermission();
			return bulkhead;
		}
		catch (BulkheadFullException | AcquirePermissionCancelledException ex) {
			throw busy();
		}
	}

	static HashingBusyException busy() {
		return new HashingBusyException(Duration.ofSeconds(ThreadLocalRandom.current().nextInt(1, 4)));
	}

	/**
	 * A place in one of the lines. Belongs to one thread.
	 */
	final class Place implements AutoCloseable {

		private final Runnable leaving;

		private boolean left;

		private Place(Runnable leaving) {
			this.leaving = leaving;
		}

		/**
		 * Wait for a processor, and run work on it.
		 * @throws HashingBusyException if none is free within a second, or the thread is
		 * interrupted while it waits
		 */
		<T> T run(Supplier<T> work) {
			if (this.left) {
				throw new IllegalStateException("The place in the line has been given up");
			}
			Bulkhead core = enter(HashingBulkhead.this.cores);
			try {
				return work.get();
			}
			finally {
				core.onComplete();
			}
		}

		@Override
		public void close() {
			if (!this.left) {
				this.left = true;
				this.leaving.run();
			}
		}

	}

}

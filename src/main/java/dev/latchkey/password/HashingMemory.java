package dev.latchkey.password;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Limits the heap for comparisons that need more memory than one with a hash of
 * Latchkey's own. Together they get a quarter of the heap, or what one of the usual ones
 * needs. There may be more processors than that has room for, and a JVM that has no
 * memory left ends.
 */
final class HashingMemory {

	/** In KiB; what the usual libraries take for Argon2 (RFC 9106, 4). */
	static final long USUAL = 64 * 1024;

	/** The wait for a processor follows, and an answer has two seconds. */
	private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

	private final int all;

	private final Semaphore free;

	/**
	 * Share a heap.
	 * @param heap the heap in bytes
	 */
	HashingMemory(long heap) {
		this.all = (int) Math.max(USUAL, Math.min(heap / 1024 / 4, Integer.MAX_VALUE));
		this.free = new Semaphore(this.all, true);
	}

	/**
	 * Return how many of Latchkey's own hashes run at once: as many as there are
	 * processors, or as another quarter of the heap has room for.
	 * @param heap the heap in bytes
	 * @param kibibytes how much each takes
	 */
	static int atOnce(long heap, long kibibytes, int processors) {
		return (int) Math.max(1, Math.min(processors, heap / 1024 / 4 / kibibytes));
	}

	/**
	 * Wait for memory, and run work. So it has to wait for a processor after that, which
	 * it would keep from the others meanwhile.
	 * @param kibibytes how much it takes; 0 for what has room in any heap. More than
	 * there is counts as all of it
	 * @throws HashingBusyException if it is not free within half a second, or the thread
	 * is interrupted while it waits
	 */
	<T> T lend(long kibibytes, Supplier<T> work) {
		int taken = (int) Math.min(kibibytes, this.all);
		if (taken == 0) {
			return work.get();
		}
		take(taken);
		try {
			return work.get();
		}
		finally {
			this.free.release(taken);
		}
	}

	private void take(int kibibytes) {
		try {
			if (!this.free.tryAcquire(kibibytes, LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
				throw HashingBulkhead.busy();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw HashingBulkhead.busy();
		}
	}

}

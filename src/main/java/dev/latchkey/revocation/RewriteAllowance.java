package dev.latchkey.revocation;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Bounds how often what a stranger with access to Redis can spoil is written again: a few
 * times at once, and then once a minute. Not safe for use by several threads.
 */
final class RewriteAllowance {

	private static final long EACH = Duration.ofMinutes(1).toNanos();

	private final long most;

	private final LongSupplier nanoTime;

	// when all of it is there again
	private long whole;

	/**
	 * Create an allowance.
	 * @param atOnce how many times at once
	 * @param nanoTime nanoseconds that go forward only
	 */
	RewriteAllowance(int atOnce, LongSupplier nanoTime) {
		this.most = atOnce * EACH;
		this.nanoTime = nanoTime;
		this.whole = nanoTime.getAsLong();
	}

	/**
	 * Tell whether it allows one more time.
	 */
	boolean isLeft() {
		return this.whole - this.nanoTime.getAsLong() + EACH <= this.most;
	}

	/**
	 * Use it once.
	 */
	void use() {
		long now = this.nanoTime.getAsLong();
		this.whole = now + Math.max(0, this.whole - now) + EACH;
	}

}

package dev.latchkey.throttle;

import java.time.Duration;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Budgets in this node's memory, for as long as Redis does not answer. They go by a clock
 * that no administrator sets, and an entry is dropped when it has had the time to fill
 * up. Strangers' budgets cannot outgrow the bound, because no more names get here than
 * there are attempts overall. The same algorithm as in {@link RedisBuckets}, in
 * nanoseconds.
 */
class LocalBuckets implements BucketStore {

	private static final int MOST = 50_000;

	private final Cache<String, Spent> buckets;

	private final Ticker clock;

	LocalBuckets(Duration period) {
		this(period, Ticker.systemTicker());
	}

	LocalBuckets(Duration period, Ticker clock) {
		this.buckets = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(period).ticker(clock).build();
		this.clock = clock;
	}

	@Override
	public synchronized @Nullable Refusal take(List<Budget> budgets) {
		long now = this.clock.read();
		for (Budget budget : budgets) {
			double wait = spent(budget, now) + each(budget) - budget.period().toNanos();
			if (wait > each(budget) / 1000) {
				return new Refusal(budget, Duration.ofNanos((long) Math.ceil(wait)));
			}
		}
		budgets.forEach((budget) -> keep(budget, spent(budget, now) + each(budget), now));
		return null;
	}

	@Override
	public synchronized void giveBack(List<Budget> budgets) {
		long now = this.clock.read();
		budgets.forEach((budget) -> keep(budget, spent(budget, now) - each(budget), now));
	}

	@Override
	public synchronized Balance balance(Budget budget) {
		double free = budget.period().toNanos() - spent(budget, this.clock.read());
		// a fraction that was lost in arithmetic does not cost an attempt
		long attempts = (long) Math.floor(free / each(budget) + 0.001);
		return new Balance(attempts, Duration.ofNanos((long) Math.max(0, Math.ceil(each(budget) - free))));
	}

	@Override
	public synchronized void fill(List<Budget> budgets) {
		budgets.forEach((budget) -> this.buckets.invalidate(budget.key()));
	}

	/**
	 * Return how many budgets are kept, more or less.
	 */
	long size() {
		this.buckets.cleanUp();
		return this.buckets.estimatedSize();
	}

	private static double each(Budget budget) {
		return (double) budget.period().toNanos() / budget.attempts();
	}

	private double spent(Budget budget, long now) {
		Spent last = this.buckets.getIfPresent(budget.key());
		return (last != null) ? Math.max(0, last.nanos() - (now - last.at())) : 0;
	}

	private void keep(Budget budget, double spent, long now) {
		if (spent > 0) {
			this.buckets.put(budget.key(), new Spent(spent, now));
		}
		else {
			this.buckets.invalidate(budget.key());
		}
	}

	/**
	 * How much of a budget is spent.
	 *
	 * @param nanos the time until the budget is full, in nanoseconds
	 * @param at when it was that long, by the clock
	 */
	private record Spent(double nanos, long at) {
	}

}

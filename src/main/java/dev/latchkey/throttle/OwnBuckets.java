package dev.latchkey.throttle;

import java.time.Duration;
import java.util.function.Function;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;

/**
 * Budgets in this node's memory, for as long as Redis does not answer. They go by a clock
 * that nobody sets, and one that was not used for as long as it takes to fill up is
 * forgotten. Strangers' budgets cannot outgrow the bound: no more names get here than
 * there are attempts overall.
 */
class OwnBuckets implements Buckets {

	private static final int MOST = 50_000;

	private final Cache<String, Bucket> buckets;

	OwnBuckets(Duration period) {
		this.buckets = Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(period).build();
	}

	@Override
	public <T> T with(Budget budget, Function<Bucket, T> work) {
		return work.apply(this.buckets.get(budget.key(),
				(key) -> Bucket.builder().addLimit(budget.limit()).withNanosecondPrecision().build()));
	}

	/**
	 * Return how many budgets are kept, more or less.
	 */
	long size() {
		this.buckets.cleanUp();
		return this.buckets.estimatedSize();
	}

	@Override
	public void forget(Budget budget) {
		this.buckets.invalidate(budget.key());
	}

}

package dev.latchkey.throttle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.EstimationProbe;
import org.jspecify.annotations.Nullable;

/**
 * Budgets in this node's memory, for as long as Redis does not answer. They go by a clock
 * that nobody sets, and one that was not used for as long as it takes to fill up is
 * forgotten. Strangers' budgets cannot outgrow the bound: no more names get here than
 * there are attempts overall.
 */
class LocalBuckets implements BucketStore {

	private static final int MOST = 50_000;

	private final Cache<String, Bucket> buckets;

	LocalBuckets(Duration period) {
		this.buckets = Caffeine.newBuilder().maximumSize(MOST).expireAfterAccess(period).build();
	}

	@Override
	public @Nullable Refusal take(List<Budget> budgets) {
		List<Budget> taken = new ArrayList<>();
		for (Budget budget : budgets) {
			ConsumptionProbe probe = bucket(budget).tryConsumeAndReturnRemaining(1);
			if (!probe.isConsumed()) {
				giveBack(taken);
				return new Refusal(budget, Duration.ofNanos(probe.getNanosToWaitForRefill()));
			}
			taken.add(budget);
		}
		return null;
	}

	@Override
	public void giveBack(List<Budget> budgets) {
		budgets.forEach((budget) -> bucket(budget).addTokens(1));
	}

	@Override
	public Balance balance(Budget budget) {
		EstimationProbe probe = bucket(budget).estimateAbilityToConsume(1);
		return new Balance(probe.getRemainingTokens(), Duration.ofNanos(probe.getNanosToWaitForRefill()));
	}

	@Override
	public void forget(List<Budget> budgets) {
		budgets.forEach((budget) -> this.buckets.invalidate(budget.key()));
	}

	/**
	 * Return how many budgets are kept, more or less.
	 */
	long size() {
		this.buckets.cleanUp();
		return this.buckets.estimatedSize();
	}

	private Bucket bucket(Budget budget) {
		return this.buckets.get(budget.key(),
				(key) -> Bucket.builder().addLimit(budget.limit()).withNanosecondPrecision().build());
	}

}

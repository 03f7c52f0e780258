package dev.latchkey.throttle;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Budgets in this node's memory, for as long as Redis does not answer. They go by a clock
 * that no administrator sets, and an entry is dropped when it has had the time to fill
 * up. Each entry but a login's costs a hash, and few live for longer than minutes, so
 * strangers reach the bound only from thousands of networks. The same algorithm as in
 * {@link RedisBuckets}, in nanoseconds.
 */
class LocalBuckets implements BucketStore {

	private static final int MOST = 50_000;

	private static final int MOST_MARKS = 10_000;

	private final Cache<String, Spent> buckets;

	private final Cache<String, Marked> marks;

	private final Ticker clock;

	LocalBuckets() {
		this(Ticker.systemTicker());
	}

	LocalBuckets(Ticker clock) {
		this.buckets = Caffeine.newBuilder()
			.maximumSize(MOST)
			.expireAfter(
					Expiry.<String, Spent>writing((key, spent) -> Duration.ofNanos((long) Math.ceil(spent.nanos()))))
			.ticker(clock)
			.build();
		this.marks = Caffeine.newBuilder()
			.maximumSize(MOST_MARKS)
			.expireAfter(Expiry.<String, Marked>writing((key, marked) -> marked.lifetime()))
			.ticker(clock)
			.build();
		this.clock = clock;
	}

	@Override
	public synchronized Outcome take(AttemptCost cost) {
		long now = this.clock.read();
		Refusal refusal = longest(cost.successes(), now);
		if (refusal != null) {
			return refusal;
		}
		for (PaymentOption option : cost.options()) {
			if (option.condition() == null || holds(option.condition())) {
				Refusal last = longest(option.budgets(), now);
				if (last == null) {
					option.budgets().forEach((budget) -> spend(budget, 1, now));
					return new Paid(option, balance(option.budgets().get(option.budgets().size() - 1)).attempts());
				}
				refusal = (refusal == null || compare(last, refusal) < 0) ? last : refusal;
			}
		}
		if (refusal == null) {
			throw new IllegalArgumentException("There is nothing to pay from");
		}
		return refusal;
	}

	@Override
	public synchronized void settle(AttemptSettlement settlement) {
		long now = this.clock.read();
		settlement.givenBack().forEach((budget) -> spend(budget, -1, now));
		settlement.charged().forEach((budget) -> spend(budget, 1, now));
		ThrottleMark mark = settlement.mark();
		if (mark != null) {
			Marked known = this.marks.getIfPresent(mark.key());
			Stream<String> others = (known != null) ? known.members().stream() : Stream.empty();
			List<String> members = Stream.concat(Stream.of(mark.member()), others)
				.distinct()
				.limit(mark.most())
				.toList();
			this.marks.put(mark.key(), new Marked(members, mark.lifetime()));
		}
	}

	@Override
	public synchronized Balance balance(Budget budget) {
		double free = budget.period().toNanos() - spent(budget, this.clock.read());
		// a fraction that was lost in arithmetic does not cost an attempt
		long attempts = (long) Math.floor(free / each(budget) + 0.001);
		return new Balance(attempts, Duration.ofNanos((long) Math.max(0, Math.ceil(each(budget) - free))));
	}

	@Override
	public List<String> members(String key) {
		Marked marked = this.marks.getIfPresent(key);
		return (marked != null) ? marked.members() : List.of();
	}

	@Override
	public synchronized void forget(String key) {
		this.marks.invalidate(key);
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

	private boolean holds(ThrottleMark condition) {
		Marked marked = this.marks.getIfPresent(condition.key());
		return marked != null && marked.members().contains(condition.member());
	}

	/**
	 * Return for which of some budgets an attempt has to wait longest.
	 * @return that budget, or {@code null} if none has to be waited for
	 */
	private @Nullable Refusal longest(List<Budget> budgets, long now) {
		Refusal longest = null;
		for (Budget budget : budgets) {
			double wait = spent(budget, now) + each(budget) - budget.period().toNanos();
			if (wait > each(budget) / 1000) {
				Refusal refusal = new Refusal(budget, Duration.ofNanos((long) Math.ceil(wait)));
				longest = (longest == null || compare(refusal, longest) > 0) ? refusal : longest;
			}
		}
		return longest;
	}

	private void spend(Budget budget, int attempts, long now) {
		double after = Math.min((double) budget.period().toNanos(), spent(budget, now) + attempts * each(budget));
		if (after > 0) {
			this.buckets.put(budget.key(), new Spent(after, now));
		}
		else {
			this.buckets.invalidate(budget.key());
		}
	}

	private double spent(Budget budget, long now) {
		Spent last = this.buckets.getIfPresent(budget.key());
		return (last != null) ? Math.max(0, last.nanos() - (now - last.at())) : 0;
	}

	private static double each(Budget budget) {
		return (double) budget.period().toNanos() / budget.attempts();
	}

	private static int compare(Refusal one, Refusal other) {
		return one.retryAfter().compareTo(other.retryAfter());
	}

	/**
	 * How much of a budget is spent.
	 *
	 * @param nanos the time until the budget is full, in nanoseconds
	 * @param at when it was that long, by the clock
	 */
	private record Spent(double nanos, long at) {
	}

	private record Marked(List<String> members, Duration lifetime) {
	}

}

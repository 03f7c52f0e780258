package dev.latchkey.throttle;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Budgets in Redis, where all nodes pay from the same ones, each time in one round trip.
 * The same algorithm as in {@link LocalBuckets}, in milliseconds.
 */
class RedisBuckets implements BucketStore {

	// all in one slot of a cluster, as a script must have its keys in one
	private static final String KEY = "latchkey:throttle:{all}:";

	/**
	 * All in milliseconds. Time goes by as it does for the node whose clock is ahead:
	 * another node gives nothing back, and does not set the time back, or each turn of
	 * the two would give back what lies between their clocks. If all clocks were set
	 * back, the entry expires by Redis' clock, at the latest after a period. If that
	 * clock was set back too, the entry is to live for longer than any entry is given,
	 * and does not count.
	 */
	private static final String BUDGETS = """
			local now, period = tonumber(ARGV[1]), tonumber(ARGV[2])
			local function each(i)
				return period / ARGV[i + 2]
			end
			local function spent(i)
				local at, spent = string.match(redis.call('GET', KEYS[i]) or '', '^(%d+) (%S+)$')
				at, spent = tonumber(at), tonumber(spent)
				if not at or not spent or redis.call('PTTL', KEYS[i]) > period + 1000 then
					return 0, now
				end
				return math.max(0, spent - math.max(0, now - at)), math.max(at, now)
			end
			local function keep(i, spent, at)
				if spent > 0 then
					redis.call('SET', KEYS[i], string.format('%.0f %.17g', at, spent), 'PX', math.ceil(spent))
				else
					redis.call('DEL', KEYS[i])
				end
			end
			""";

	private static final RedisScript<List<Long>> TAKE = script("""
			local taken, times = {}, {}
			for i = 1, #KEYS do
				taken[i], times[i] = spent(i)
				taken[i] = taken[i] + each(i)
				local wait = taken[i] - period
				if wait > each(i) / 1000 then
					return { i, math.ceil(wait) }
				end
			end
			for i = 1, #KEYS do
				keep(i, taken[i], times[i])
			end
			return {}
			""");

	private static final RedisScript<List<Long>> GIVE_BACK = script("""
			for i = 1, #KEYS do
				local spent, at = spent(i)
				keep(i, spent - each(i), at)
			end
			return {}
			""");

	private static final RedisScript<List<Long>> BALANCE = script("""
			local free = period - spent(1)
			return { math.floor(free / each(1) + 0.001), math.ceil(each(1) - free) }
			""");

	private final StringRedisTemplate redis;

	private final CircuitBreaker breaker;

	private final Clock clock;

	private final Duration period;

	RedisBuckets(StringRedisTemplate redis, CircuitBreaker breaker, Clock clock, Duration period) {
		this.redis = redis;
		this.breaker = breaker;
		this.clock = clock;
		this.period = period;
	}

	@Override
	public @Nullable Refusal take(List<Budget> budgets) {
		List<Long> refused = run(TAKE, budgets);
		return refused.isEmpty() ? null
				: new Refusal(budgets.get(refused.get(0).intValue() - 1), Duration.ofMillis(refused.get(1)));
	}

	@Override
	public void giveBack(List<Budget> budgets) {
		run(GIVE_BACK, budgets);
	}

	@Override
	public Balance balance(Budget budget) {
		List<Long> left = run(BALANCE, List.of(budget));
		return new Balance(left.get(0), Duration.ofMillis(Math.max(0, left.get(1))));
	}

	@Override
	public void fill(List<Budget> budgets) {
		guarded(() -> this.redis.delete(keys(budgets)));
	}

	private List<Long> run(RedisScript<List<Long>> script, List<Budget> budgets) {
		Object[] arguments = LongStream
			.concat(LongStream.of(this.clock.millis(), this.period.toMillis()),
					budgets.stream().mapToLong(Budget::attempts))
			.mapToObj(String::valueOf)
			.toArray();
		return guarded(() -> this.redis.execute(script, keys(budgets), arguments));
	}

	private <T> T guarded(Supplier<T> call) {
		return this.breaker.executeSupplier(call);
	}

	private static List<String> keys(List<Budget> budgets) {
		return budgets.stream().map((budget) -> KEY + budget.key()).toList();
	}

	@SuppressWarnings("unchecked")
	private static RedisScript<List<Long>> script(String text) {
		return RedisScript.of(BUDGETS + text, (Class<List<Long>>) (Class<?>) List.class);
	}

}

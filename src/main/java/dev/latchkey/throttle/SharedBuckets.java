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
 * A budget is one figure, the time at which it will be full again: an attempt puts it off
 * by as long as one takes to come back, and must not put it off by more than a period
 * from now (the generic cell rate algorithm, ITU-T I.371). What is full is not kept.
 */
class SharedBuckets implements Buckets {

	// all in one slot of a cluster, as a script must have its keys in one
	private static final String KEY = "latchkey:throttle:{all}:";

	/**
	 * All in milliseconds. A clock that was set back would put the time off, and the
	 * entry goes by Redis' clock: where they are a second apart that one is right.
	 */
	private static final String BUDGETS = """
			local now, period = tonumber(ARGV[1]), tonumber(ARGV[2])
			local function each(i)
				return period / ARGV[i + 2]
			end
			local function spent(i)
				local spent = (tonumber(redis.call('GET', KEYS[i])) or 0) - now
				local left = redis.call('PTTL', KEYS[i])
				return math.max(0, (spent > left + 1000) and left or spent)
			end
			local function keep(i, spent)
				if spent > 0 then
					redis.call('SET', KEYS[i], string.format('%.4f', now + spent), 'PX', math.ceil(spent))
				else
					redis.call('DEL', KEYS[i])
				end
			end
			""";

	// less than a millisecond is what fractions lose
	private static final RedisScript<List<Long>> TAKE = script("""
			local taken = {}
			for i = 1, #KEYS do
				taken[i] = spent(i) + each(i)
				local wait = taken[i] - period
				if wait >= 1 then
					return { i, math.ceil(wait) }
				end
			end
			for i = 1, #KEYS do
				keep(i, taken[i])
			end
			return {}
			""");

	private static final RedisScript<List<Long>> GIVE_BACK = script("""
			for i = 1, #KEYS do
				keep(i, spent(i) - each(i))
			end
			return {}
			""");

	private static final RedisScript<List<Long>> BALANCE = script("""
			local free = period - spent(1)
			return { math.floor((free + 0.999) / each(1)), math.ceil(each(1) - free) }
			""");

	private final StringRedisTemplate redis;

	private final CircuitBreaker breaker;

	private final Clock clock;

	private final Duration period;

	SharedBuckets(StringRedisTemplate redis, CircuitBreaker breaker, Clock clock, Duration period) {
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
	public void forget(List<Budget> budgets) {
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

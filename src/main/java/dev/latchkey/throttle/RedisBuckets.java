package dev.latchkey.throttle;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/**
 * Budgets in Redis, where all nodes pay from the same ones, each time in one round trip.
 * The same algorithm as in {@link LocalBuckets}, in milliseconds.
 */
class RedisBuckets implements BucketStore {

	private final StringRedisTemplate redis;

	private final CircuitBreaker breaker;

	private final Clock clock;

	RedisBuckets(StringRedisTemplate redis, CircuitBreaker breaker, Clock clock) {
		this.redis = redis;
		this.breaker = breaker;
		this.clock = clock;
	}

	@Override
	public Outcome take(AttemptCost cost) {
		List<Budget> budgets = cost.budgets();
		ScriptCall call = new ScriptCall(this.clock.millis(), budgets).with(indices(cost.successes(), budgets));
		for (PaymentOption option : cost.options()) {
			call.with(indices(option.budgets(), budgets));
			if (option.condition() != null) {
				call.with(call.keyOf(option.condition()), option.condition().member());
			}
			else {
				call.with(0, "");
			}
		}
		List<Long> answer = run(RedisScripts.TAKE, call);
		int option = answer.get(0).intValue();
		return (option > 0) ? new Paid(cost.options().get(option - 1), answer.get(1))
				: new Refusal(budgets.get(answer.get(1).intValue() - 1), Duration.ofMillis(answer.get(2)));
	}

	@Override
	public void settle(AttemptSettlement settlement) {
		List<Budget> budgets = settlement.budgets();
		ScriptCall call = new ScriptCall(this.clock.millis(), budgets).with(settlement.givenBack().size());
		ThrottleMark mark = settlement.mark();
		if (mark != null) {
			call.with(call.keyOf(mark), mark.member(), mark.most(), mark.lifetime().toMillis());
		}
		run(RedisScripts.SETTLE, call);
	}

	@Override
	public Balance balance(Budget budget) {
		List<Long> left = run(RedisScripts.BALANCE, new ScriptCall(this.clock.millis(), List.of(budget)));
		return new Balance(left.get(0), Duration.ofMillis(Math.max(0, left.get(1))));
	}

	@Override
	public List<String> members(String key) {
		String members = this.breaker.executeSupplier(() -> this.redis.opsForValue().get(RedisScripts.MARK + key));
		return (members != null) ? List.of(members.split(",", -1)) : List.of();
	}

	@Override
	public void forget(String key) {
		this.breaker.executeSupplier(() -> this.redis.delete(RedisScripts.MARK + key));
	}

	@Override
	public void fill(List<Budget> budgets) {
		run(RedisScripts.FILL, new ScriptCall(this.clock.millis(), budgets));
	}

	private List<Long> run(RedisScript<List<Long>> script, ScriptCall call) {
		return this.breaker.executeSupplier(() -> this.redis.execute(script, call.keys(), call.arguments()));
	}

	/**
	 * Return where some budgets are among all, as Lua counts.
	 */
	private static String indices(List<Budget> some, List<Budget> all) {
		StringBuilder indices = new StringBuilder();
		some.forEach((budget) -> indices.append(all.indexOf(budget) + 1).append(' '));
		return indices.toString();
	}

}

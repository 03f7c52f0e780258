package dev.latchkey.throttle;

import java.util.ArrayList;
import java.util.List;

/**
 * What one of the {@link RedisScripts} is called with: the time, and the limits of its
 * budgets, to begin with.
 */
final class ScriptCall {

	private final List<String> keys = new ArrayList<>();

	private final List<String> arguments = new ArrayList<>();

	ScriptCall(long now, List<Budget> budgets) {
		with(now, budgets.size());
		for (Budget budget : budgets) {
			this.keys.add(RedisScripts.KEY + budget.key());
			with(budget.attempts(), budget.period().toMillis());
		}
	}

	ScriptCall with(Object... more) {
		for (Object argument : more) {
			this.arguments.add(String.valueOf(argument));
		}
		return this;
	}

	/**
	 * Return the number of a mark's key, as Lua counts.
	 */
	int keyOf(ThrottleMark mark) {
		this.keys.add(RedisScripts.MARK + mark.key());
		return this.keys.size();
	}

	List<String> keys() {
		return this.keys;
	}

	Object[] arguments() {
		return this.arguments.toArray();
	}

}

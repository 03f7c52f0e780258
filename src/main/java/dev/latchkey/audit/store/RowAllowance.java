package dev.latchkey.audit.store;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many rows each of many sources may have: a number at once, and then some a minute.
 * Only so many sources are remembered; the one that came longest ago is forgotten, and
 * starts over. Not safe for use by several threads.
 */
final class RowAllowance {

	private static final double MINUTE = Duration.ofMinutes(1).toNanos();

	private static final int MOST_REMEMBERED = 1000;

	private final int atOnce;

	private final int perMinute;

	private final Map<Object, Balance> balances = new LinkedHashMap<>(16, 0.75f, true) {
		@Override
		protected boolean removeEldestEntry(Map.Entry<Object, Balance> eldest) {
			return size() > MOST_REMEMBERED;
		}
	};

	RowAllowance(int atOnce, int perMinute) {
		this.atOnce = atOnce;
		this.perMinute = perMinute;
	}

	/**
	 * Take one row, if one is left.
	 * @param whose what has the allowance
	 * @param now the present, in nanoseconds of a clock that is never set back
	 * @return whether one was left
	 */
	boolean take(Object whose, long now) {
		Balance before = this.balances.get(whose);
		double rows = (before != null)
				? Math.min(this.atOnce, before.rows + (now - before.at) / MINUTE * this.perMinute) : this.atOnce;
		boolean left = rows >= 1;
		this.balances.put(whose, new Balance(left ? rows - 1 : rows, now));
		return left;
	}

	private record Balance(double rows, long at) {
	}

}

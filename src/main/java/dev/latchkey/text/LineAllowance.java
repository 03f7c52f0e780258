package dev.latchkey.text;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * How many lines of each kind may be logged in a minute, where a client can cause as many
 * as it likes. The next line that is logged says how many were not. All kinds are
 * remembered, so only the code may name them.
 */
public final class LineAllowance {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private final int perMinute;

	private final LongSupplier nanoTime;

	private final Map<String, Minute> minutes = new HashMap<>();

	/**
	 * Create an allowance.
	 * @param perMinute how many lines of each kind there may be in a minute
	 * @param nanoTime nanoseconds that go forward only, even where the clock is set back
	 */
	public LineAllowance(int perMinute, LongSupplier nanoTime) {
		this.perMinute = perMinute;
		this.nanoTime = nanoTime;
	}

	/**
	 * Take a line, if one is left.
	 * @param kind what is logged
	 * @return how the line ends: with the number of those of its kind that were not
	 * logged, or empty if there were none; {@code null} if no line is left
	 */
	public synchronized @Nullable String take(String kind) {
		long now = this.nanoTime.getAsLong();
		Minute minute = this.minutes.get(kind);
		if (minute == null || now - minute.start >= MINUTE) {
			this.minutes.put(kind, new Minute(now, 1));
			return (minute != null) ? endAfter(minute.count - this.perMinute) : "";
		}
		this.minutes.put(kind, new Minute(minute.start, minute.count + 1));
		return (minute.count < this.perMinute) ? "" : null;
	}

	private static String endAfter(long omitted) {
		return (omitted > 0) ? " (and " + omitted + " more, which are not logged)" : "";
	}

	/**
	 * A minute of one kind.
	 *
	 * @param start when it began
	 * @param count how many lines there were to log in it
	 */
	private record Minute(long start, long count) {
	}

}

package dev.latchkey.problem;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failures that are the server's own. While a dependency is away, or while too many
 * passwords wait to be hashed, any client can cause one with each request: of each kind
 * only the first few in a minute are logged, and the next that is logged says how many
 * were not.
 */
final class FailureLog {

	private static final Logger logger = LoggerFactory.getLogger(FailureLog.class);

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	private static final int MOST_PER_MINUTE = 5;

	private final LongSupplier nanoTime;

	// by the problem and the type of the failure, so by names in the code
	private final Map<String, Minute> minutes = new HashMap<>();

	FailureLog(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Log a failure that is not foreseen, with its trace.
	 */
	void logUnforeseen(String message, Throwable failure) {
		Long omitted = omittedBefore(message + " " + failure.getClass().getName());
		if (omitted != null) {
			logger.error("{}{}", message, suffix(omitted), failure);
		}
	}

	/**
	 * Log that a failure was answered with a 5xx status.
	 */
	void logAnswered(Problem problem, Throwable failure) {
		Long omitted = omittedBefore(problem.slug() + " " + failure.getClass().getName());
		if (omitted != null) {
			logger.warn("Answered {} {}: {}{}", problem.getStatusCode().value(), problem.slug(),
					failure.getClass().getName(), suffix(omitted));
		}
	}

	private static String suffix(long omitted) {
		return (omitted > 0) ? " (and " + omitted + " more, which are not logged)" : "";
	}

	/**
	 * Return how many of a kind were not logged since the last that was, or {@code null}
	 * if this one is not to be logged either.
	 */
	private synchronized @Nullable Long omittedBefore(String kind) {
		long now = this.nanoTime.getAsLong();
		Minute minute = this.minutes.getOrDefault(kind, new Minute(now, 0));
		if (now - minute.start >= MINUTE) {
			this.minutes.put(kind, new Minute(now, 1));
			return Math.max(0L, minute.count - MOST_PER_MINUTE);
		}
		this.minutes.put(kind, new Minute(minute.start, minute.count + 1));
		return (minute.count < MOST_PER_MINUTE) ? 0L : null;
	}

	private record Minute(long start, long count) {
	}

}

package dev.latchkey.problem;

import java.util.function.LongSupplier;

import dev.latchkey.text.LineAllowance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failures that are the server's own. While a dependency is away, or while too many
 * passwords wait to be hashed, any client can cause one with each request: of each kind
 * only the first few in a minute are logged.
 */
final class FailureLog {

	private static final Logger logger = LoggerFactory.getLogger(FailureLog.class);

	// of each problem and type of failure
	private final LineAllowance lines;

	FailureLog(LongSupplier nanoTime) {
		this.lines = new LineAllowance(5, nanoTime);
	}

	/**
	 * Log a failure that is not foreseen, with its trace.
	 */
	void logUnforeseen(String message, Throwable failure) {
		String end = this.lines.take(message + " " + failure.getClass().getName());
		if (end != null) {
			logger.error("{}{}", message, end, failure);
		}
	}

	/**
	 * Log that a failure was answered with a 5xx status.
	 */
	void logAnswered(Problem problem, Throwable failure) {
		String end = this.lines.take(problem.slug() + " " + failure.getClass().getName());
		if (end != null) {
			logger.warn("Answered {} {}: {}{}", problem.getStatusCode().value(), problem.slug(),
					failure.getClass().getName(), end);
		}
	}

}

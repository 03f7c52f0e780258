package dev.latchkey.problem;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.web.ErrorResponse;

/**
 * Maps each failure to the problem that the client sees: the only place that does. There
 * are three outcomes besides success: no credential (401), not allowed (403), cannot tell
 * (503).
 */
final class ProblemMapping {

	private static final ProblemTable TABLE = new ProblemTable();

	static {
		AccessProblems.addTo(TABLE);
		FactorProblems.addTo(TABLE);
		UserProblems.addTo(TABLE);
		ApplicationProblems.addTo(TABLE);
		ServerProblems.addTo(TABLE);
	}

	private ProblemMapping() {
	}

	/**
	 * Return the error for a failure, or for what caused it.
	 * @return the problem, or {@code null} if the failure is not known
	 */
	static @Nullable Problem problemOf(Throwable failure) {
		if (failure instanceof ErrorResponse response) {
			return StatusProblems.problemOf(response);
		}
		Problem problem = TABLE.find(failure);
		if (problem != null) {
			return problem;
		}
		return (failure.getCause() != null) ? problemOf(failure.getCause()) : null;
	}

	/**
	 * Return the problems that are the same for all failures of their type.
	 */
	static Stream<Problem> uniform() {
		return TABLE.uniform();
	}

}

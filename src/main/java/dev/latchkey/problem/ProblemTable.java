package dev.latchkey.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.latchkey.problem.Problem.Challenge;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * A table of failures by their types, each with its problem. <strong>The order
 * matters</strong>: the first type that matches decides, so a subtype comes before its
 * supertype.
 */
final class ProblemTable {

	private final Map<Class<? extends Throwable>, Function<Throwable, Problem>> known = new LinkedHashMap<>();

	private final List<Supplier<Problem>> uniform = new ArrayList<>();

	/**
	 * Add a type whose failures are all the same problem.
	 */
	void on(Class<? extends Throwable> type, HttpStatus status, String slug, String title) {
		on(type, status, slug, title, Challenge.NONE);
	}

	/**
	 * Add a type whose failures are all the same problem, with a challenge.
	 */
	void on(Class<? extends Throwable> type, HttpStatus status, String slug, String title, Challenge challenge) {
		this.uniform.add(() -> Problem.of(status, slug, title));
		on(type, (ex) -> Problem.of(status, slug, title).challenging(challenge));
	}

	/**
	 * Add a type whose problem depends on the failure.
	 */
	<T extends Throwable> void on(Class<T> type, Function<T, Problem> problem) {
		this.known.put(type, (failure) -> problem.apply(type.cast(failure)));
	}

	@Nullable Problem find(Throwable failure) {
		for (Map.Entry<Class<? extends Throwable>, Function<Throwable, Problem>> entry : this.known.entrySet()) {
			if (entry.getKey().isInstance(failure)) {
				return entry.getValue().apply(failure);
			}
		}
		return null;
	}

	/**
	 * Return the problems that are the same for all failures of their type.
	 */
	Stream<Problem> uniform() {
		return this.uniform.stream().map(Supplier::get);
	}

}

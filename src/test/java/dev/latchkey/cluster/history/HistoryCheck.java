package dev.latchkey.cluster.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.latchkey.cluster.history.Operation.Kind;
import dev.latchkey.cluster.history.Operation.Subject;
import org.jspecify.annotations.Nullable;

/**
 * Judges a whole run:
 * <ul>
 * <li>nothing that started after the success answer of an ending succeeds with what was
 * ended, on any node; after a 202, not later than the staleness that is allowed;</li>
 * <li>what a node refused once, it never accepts again;</li>
 * <li>what no call ended is never refused;</li>
 * <li>503, or no answer, is for faults, and nothing else is ever answered.</li>
 * </ul>
 */
public final class HistoryCheck {

	private static final Operation ALWAYS = new Operation(Kind.LOGIN, Subject.EVERYBODY, "", Long.MIN_VALUE,
			Long.MIN_VALUE, 200);

	private final Map<Kind, List<Operation>> operations;

	private final Map<String, Operation> logins;

	private final Map<Subject, List<Operation>> endings;

	private final Duration maxStaleness;

	public HistoryCheck(Collection<Operation> operations, Duration maxStaleness) {
		this.operations = operations.stream().collect(Collectors.groupingBy(Operation::kind));
		this.logins = of(Kind.LOGIN).stream()
			.collect(Collectors.toMap((login) -> String.valueOf(login.subject().handle()), Function.identity()));
		this.endings = of(Kind.ENDING).stream().collect(Collectors.groupingBy(Operation::subject));
		this.maxStaleness = maxStaleness;
	}

	/**
	 * Return what should not have happened, one sentence each.
	 */
	public List<String> violations() {
		List<String> violations = new ArrayList<>();
		for (Operation request : of(Kind.REQUEST)) {
			if (request.succeeded()) {
				endingsOf(request).filter((ending) -> isOverBefore(ending, request))
					.findFirst()
					.ifPresent((ending) -> violations.add("accepted after it had ended: " + request + " " + ending));
			}
			else if (request.outcome() == 401) {
				if (endingsOf(request).noneMatch((ending) -> mayEnd(ending, request))) {
					violations.add("refused, though nothing ended it: " + request);
				}
			}
		}
		violations.addAll(revivals());
		Stream.of(Kind.REQUEST, Kind.ENDING)
			.flatMap((kind) -> of(kind).stream())
			.filter((operation) -> !operation.succeeded() && operation.outcome() != 401 && !inFault(operation))
			.forEach((operation) -> violations.add("not explained: " + operation));
		return violations;
	}

	private List<String> revivals() {
		Map<List<Object>, Long> refused = new HashMap<>();
		of(Kind.REQUEST).stream()
			.filter((request) -> request.outcome() == 401)
			.forEach((request) -> refused.merge(door(request), request.end(), Math::min));
		return of(Kind.REQUEST).stream()
			.filter((request) -> request.succeeded()
					&& request.start() > refused.getOrDefault(door(request), Long.MAX_VALUE))
			.map((request) -> "accepted after it had been refused: " + request)
			.toList();
	}

	private static List<Object> door(Operation request) {
		return List.of(request.node(), String.valueOf(request.subject().handle()));
	}

	private boolean isOverBefore(Operation ending, Operation request) {
		long over = ending.end() + ((ending.outcome() == 202) ? this.maxStaleness.toNanos() : 0);
		return ending.succeeded() && login(request).end() < ending.start() && over < request.start();
	}

	/**
	 * Tell whether an ending can be why a request was refused. One that was answered with
	 * 503, or not at all, may have happened.
	 */
	private boolean mayEnd(Operation ending, Operation request) {
		boolean happened = ending.succeeded() || ending.outcome() == 503 || ending.outcome() == Operation.NO_ANSWER;
		return happened && login(request).start() < ending.end() && ending.start() < request.end();
	}

	private boolean inFault(Operation operation) {
		return (operation.outcome() == 503 || operation.outcome() == Operation.NO_ANSWER) && of(Kind.FAULT).stream()
			.anyMatch((fault) -> fault.node().equals(operation.node()) && fault.overlaps(operation));
	}

	private Operation login(Operation request) {
		return this.logins.getOrDefault(String.valueOf(request.subject().handle()), ALWAYS);
	}

	private Stream<Operation> endingsOf(Operation request) {
		@Nullable String account = request.subject().account();
		@Nullable String handle = request.subject().handle();
		return Stream
			.of(Subject.EVERYBODY, Subject.account(String.valueOf(account)), Subject.session(String.valueOf(handle)))
			.map(this.endings::get)
			.filter(Objects::nonNull)
			.flatMap(List::stream);
	}

	private List<Operation> of(Kind kind) {
		return this.operations.getOrDefault(kind, List.of());
	}

}

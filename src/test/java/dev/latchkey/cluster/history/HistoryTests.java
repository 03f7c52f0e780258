package dev.latchkey.cluster.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.latchkey.cluster.history.Operation.Kind;
import dev.latchkey.cluster.history.Operation.Subject;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Who checks the checker.
 */
class HistoryTests {

	private static final Subject SESSION = new Subject("alice", "one");

	private static final Subject[] COVERING = { Subject.session("one"), Subject.account("alice"), Subject.EVERYBODY };

	private static final Subject[] OTHERS = { Subject.session("two"), Subject.account("bob") };

	private static final Operation LOGIN = operation(Kind.LOGIN, SESSION, 10, 20, 200);

	@Test
	void findsWhatIsAcceptedAfterItsEnd() {
		for (Subject subject : COVERING) {
			for (int success : List.of(200, 204, 303)) {
				assertThat(violations(ending(subject, 30, 40, success), request(41, 200))).singleElement()
					.asString()
					.startsWith("accepted after it had ended");
			}
		}
	}

	@Test
	void findsItOnAnyNode() {
		Operation elsewhere = new Operation(Kind.REQUEST, SESSION, "node 2", 41, 42, 200);
		assertThat(violations(ending(COVERING[1], 30, 40, 200), elsewhere)).hasSize(1);
	}

	@Test
	void allowsWhatStartedBeforeTheAnswer() {
		assertThat(violations(ending(COVERING[0], 30, 40, 200), request(39, 200))).isEmpty();
	}

	@Test
	void allowsStalenessAfterAnUnconfirmedEndingAndNotAfterAConfirmedOne() {
		Operation unconfirmed = ending(COVERING[0], 30, 40, 202);
		assertThat(violations(unconfirmed, request(1040, 200))).isEmpty();
		assertThat(violations(unconfirmed, request(1041, 200))).hasSize(1);
		assertThat(violations(unconfirmed, ending(COVERING[0], 50, 60, 200), request(61, 200))).hasSize(1);
	}

	@Test
	void asksNothingOfAnEndingThatFailed() {
		for (int failure : List.of(401, 404, 503, Operation.NO_ANSWER)) {
			Operation failed = ending(COVERING[0], 30, 40, failure);
			assertThat(violations(fault(1, 100), failed, request(41, 200)).stream()
				.filter((violation) -> violation.startsWith("accepted"))).isEmpty();
		}
	}

	@Test
	void letsAnEndingCoverOnlyWhatBeganBefore() {
		for (Subject subject : COVERING) {
			assertThat(violations(ending(subject, 15, 40, 200), request(41, 200))).isEmpty();
			assertThat(violations(ending(subject, 15, 40, 200), request(41, 401))).isEmpty();
			assertThat(violations(ending(subject, 1, 9, 200), request(41, 200))).isEmpty();
			assertThat(violations(ending(subject, 1, 9, 200), request(41, 401))).hasSize(1);
		}
	}

	@Test
	void findsWhatIsRefusedThoughNothingEndedIt() {
		assertThat(violations(request(30, 401))).singleElement().asString().startsWith("refused, though");
		for (Subject other : OTHERS) {
			assertThat(violations(ending(other, 25, 28, 200), request(30, 401))).hasSize(1);
		}
		assertThat(violations(ending(COVERING[0], 25, 28, 404), request(30, 401))).hasSize(2);
		assertThat(violations(ending(COVERING[0], 35, 38, 200), request(30, 401))).hasSize(1);
	}

	@Test
	void allowsARefusalAsSoonAsAnEndingHasBegun() {
		assertThat(violations(ending(COVERING[0], 30, 40, 200), request(30, 401))).isEmpty();
		assertThat(violations(fault(1, 100), ending(COVERING[0], 30, 40, 503), request(41, 401))).isEmpty();
	}

	@Test
	void findsWhatComesBackToLife() {
		assertThat(violations(ending(COVERING[0], 30, 60, 200), request(40, 401), request(50, 200))).singleElement()
			.asString()
			.startsWith("accepted after it had been refused");
		assertThat(violations(ending(COVERING[0], 30, 60, 200), request(40, 200), request(50, 401))).isEmpty();
	}

	@Test
	void allowsUnavailabilityInFaultsOnly() {
		for (int outcome : List.of(503, Operation.NO_ANSWER)) {
			assertThat(violations(request(30, outcome))).singleElement().asString().startsWith("not explained");
			assertThat(violations(fault(25, 30), request(30, outcome))).isEmpty();
			assertThat(violations(fault(25, 29), request(30, outcome))).hasSize(1);
			assertThat(
					violations(new Operation(Kind.FAULT, Subject.EVERYBODY, "node 2", 25, 30, 0), request(30, outcome)))
				.hasSize(1);
		}
	}

	@Test
	void findsOtherFailuresEvenInFaults() {
		for (int outcome : List.of(400, 403, 404, 429, 500, 502, 504)) {
			assertThat(violations(fault(1, 100), request(30, outcome))).hasSize(1);
		}
	}

	@Test
	void takesNoteOfCallsThatGetNoAnswer() {
		History history = new History();
		history.record(Kind.REQUEST, SESSION, "node 1", () -> {
			throw new UncheckedIOException(new IOException("hung up"));
		});
		assertThat(history.operations()).singleElement().satisfies((operation) -> {
			assertThat(operation.outcome()).isEqualTo(Operation.NO_ANSWER);
			assertThat(operation.start()).isLessThan(operation.end());
		});
	}

	private static List<String> violations(Operation... operations) {
		List<Operation> all = new ArrayList<>(List.of(LOGIN));
		all.addAll(Arrays.asList(operations));
		return new HistoryCheck(all, Duration.ofNanos(1000)).violations();
	}

	private static Operation request(long start, int outcome) {
		return operation(Kind.REQUEST, SESSION, start, start + 1, outcome);
	}

	private static Operation ending(Subject subject, long start, long end, int outcome) {
		return operation(Kind.ENDING, subject, start, end, outcome);
	}

	private static Operation fault(long start, long end) {
		return operation(Kind.FAULT, Subject.EVERYBODY, start, end, Operation.NO_ANSWER);
	}

	private static Operation operation(Kind kind, Subject subject, long start, long end, int outcome) {
		return new Operation(kind, subject, "node 1", start, end, outcome);
	}

}

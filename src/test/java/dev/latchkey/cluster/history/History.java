package dev.latchkey.cluster.history;

import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import dev.latchkey.cluster.Badge;
import dev.latchkey.cluster.history.Operation.Kind;
import dev.latchkey.cluster.history.Operation.Subject;

/**
 * Takes note of everything that many threads do, by one clock that only goes forward.
 */
public final class History {

	private final Queue<Operation> operations = new ConcurrentLinkedQueue<>();

	/**
	 * Make a call and take note of it.
	 * @return its status, or {@link Operation#NO_ANSWER}
	 */
	public int record(Kind kind, Subject subject, String node, IntSupplier call) {
		long start = System.nanoTime();
		int outcome = Operation.NO_ANSWER;
		try {
			outcome = call.getAsInt();
		}
		catch (UncheckedIOException ex) {
			// that there was no answer is noted, too
		}
		add(new Operation(kind, subject, node, start, System.nanoTime(), outcome));
		return outcome;
	}

	/**
	 * Open a session and take note of it.
	 */
	public Badge login(String node, Supplier<Badge> login) {
		long start = System.nanoTime();
		Badge badge = login.get();
		add(new Operation(Kind.LOGIN, badge.subject(), node, start, System.nanoTime(), 200));
		return badge;
	}

	/**
	 * Do something while a node cannot be expected to answer.
	 */
	public void fault(String node, Runnable meanwhile) {
		long start = System.nanoTime();
		try {
			meanwhile.run();
		}
		finally {
			add(new Operation(Kind.FAULT, Subject.EVERYBODY, node, start, System.nanoTime(), Operation.NO_ANSWER));
		}
	}

	public void add(Operation operation) {
		this.operations.add(operation);
	}

	public Collection<Operation> operations() {
		return List.copyOf(this.operations);
	}

}

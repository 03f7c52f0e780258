package dev.latchkey.cluster.history;

import org.jspecify.annotations.Nullable;

/**
 * Something that was done: to whom, on which node, from when to when, and what came of
 * it.
 *
 * @param kind what it was
 * @param subject whom it was about
 * @param node the node that was asked
 * @param start when the call was made, by the one monotonic clock of the run
 * @param end when its answer was there
 * @param outcome the status, or {@link #NO_ANSWER}
 */
public record Operation(Kind kind, Subject subject, String node, long start, long end, int outcome) {

	/** What a call comes to that gets no answer. */
	static final int NO_ANSWER = 0;

	public boolean succeeded() {
		return (this.outcome >= 200 && this.outcome < 300) || this.outcome == 303;
	}

	boolean overlaps(Operation other) {
		return this.start <= other.end && other.start <= this.end;
	}

	/**
	 * What was done.
	 */
	public enum Kind {

		/** A session was opened; the subject names it. */
		LOGIN,
		/** A credential was shown. */
		REQUEST,
		/** Sessions were ended: those that the subject covers. */
		ENDING,
		/** The node could not do as it should. */
		FAULT

	}

	/**
	 * Whom an operation is about.
	 *
	 * @param account one account, or {@code null} for all
	 * @param handle one session, or {@code null} for all
	 */
	public record Subject(@Nullable String account, @Nullable String handle) {

		public static final Subject EVERYBODY = new Subject(null, null);

		public static Subject account(String account) {
			return new Subject(account, null);
		}

		public static Subject session(String handle) {
			return new Subject(null, handle);
		}

	}

}

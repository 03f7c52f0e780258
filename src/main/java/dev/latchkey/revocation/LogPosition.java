package dev.latchkey.revocation;

import java.time.Instant;
import java.util.List;

/**
 * How far this node has read the log: the number up to which it has applied every row.
 * Rows may be applied early, but only an unbroken run counts.
 */
class LogPosition {

	private final RevocationView view;

	private long applied;

	private String appliedId = "";

	private Instant expiresAt = Instant.MAX;

	LogPosition(RevocationView view) {
		this.view = view;
	}

	/**
	 * Apply a row that another node has pushed, if it is the next one. One that is not
	 * beyond the run is known already, or is not of this log.
	 * @return whether the run has come to it; if not, rows before it are missing
	 */
	synchronized boolean applyNext(Revocation row) {
		return (row.seq() > this.applied + 1) ? false : (row.seq() <= this.applied || apply(row));
	}

	/**
	 * Apply one row that is sure to be in the log.
	 * @return whether it joined the run; if not, rows before it are missing
	 */
	synchronized boolean apply(Revocation row) {
		this.view.apply(row);
		if (row.seq() == this.applied + 1) {
			advance(row);
		}
		return row.seq() <= this.applied;
	}

	/**
	 * Apply rows of which the log itself says that there are no others between this
	 * node's number and the last of them.
	 */
	synchronized void applyRun(List<Revocation> rows) {
		for (Revocation row : rows) {
			this.view.apply(row);
			if (row.seq() > this.applied) {
				advance(row);
			}
		}
	}

	/**
	 * Start, or start over, at a number.
	 * @param last the row with that number; nothing before it counts but what is among
	 * the rows
	 * @param rows what was in the log when it had come to that number, or later
	 */
	synchronized void startAt(LastRow last, List<Revocation> rows) {
		// before the number says that they are known
		rows.forEach(this.view::apply);
		this.applied = last.seq();
		this.appliedId = last.id();
		this.expiresAt = last.expiresAt();
		rows.forEach(this::apply);
	}

	synchronized long applied() {
		return this.applied;
	}

	/**
	 * Return the last row that was applied: if the log has another one with that number,
	 * it was rewound.
	 */
	synchronized LastRow lastRow() {
		return new LastRow(this.applied, this.appliedId, this.expiresAt);
	}

	private void advance(Revocation row) {
		this.applied = row.seq();
		this.appliedId = row.id();
		this.expiresAt = row.expiresAt();
	}

	/**
	 * The last row of a part of the log, and until when it is sure to be there.
	 */
	record LastRow(long seq, String id, Instant expiresAt) {

		/** Of a log without rows. */
		static final LastRow NONE = new LastRow(0, "", Instant.MAX);

	}

}

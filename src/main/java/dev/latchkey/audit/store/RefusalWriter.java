package dev.latchkey.audit.store;

import java.time.Duration;
import java.util.List;

/**
 * Writes the rows that count refusals to the database, again as long as their numbers
 * grow: at an interval, or at once where a reader has asked.
 */
class RefusalWriter {

	private static final long INTERVAL = Duration.ofSeconds(10).toNanos();

	private final CountedRefusals refusals;

	private final EventStore store;

	private final EventBuffer buffer;

	private volatile boolean asked;

	private long written = System.nanoTime();

	RefusalWriter(CountedRefusals refusals, EventStore store, EventBuffer buffer) {
		this.refusals = refusals;
		this.store = store;
		this.buffer = buffer;
	}

	/**
	 * Return how many rows the database does not have as they are now.
	 */
	int waiting() {
		return this.refusals.unwritten().size();
	}

	/**
	 * Let the next run write all of them.
	 */
	void ask() {
		this.asked = true;
	}

	/**
	 * Write them if it is time to. Called by one thread at a time.
	 * @param again whether the attempt before has failed
	 * @return whether any was written
	 */
	boolean write(boolean again) {
		long now = System.nanoTime();
		if (!this.asked && !again && now - this.written < INTERVAL) {
			return false;
		}
		// before they are read: what is counted from now on may be asked for again
		this.asked = false;
		this.written = now;
		List<AuditEvent> rows = this.refusals.unwritten();
		if (rows.isEmpty()) {
			return false;
		}
		this.buffer.drop(this.store.writeCounted(rows));
		this.refusals.markWritten(rows);
		return true;
	}

}

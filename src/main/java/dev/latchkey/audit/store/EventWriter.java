package dev.latchkey.audit.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import dev.latchkey.datastore.WriteBack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events to the database in batches: at an interval, before a read, and when the
 * service stops. Events that could not be written stay in the buffer for the next time.
 * Logs an outage once, and the number of dropped events when it ends.
 */
class EventWriter extends WriteBack {

	private static final Logger logger = LoggerFactory.getLogger(EventWriter.class);

	private static final int BATCH = 500;

	private static final Duration LONGEST_RUN = Duration.ofSeconds(5);

	private static final int AFTER_ALL_PUBLISHERS = -1;

	// batches are the oldest events of the buffer, so only one thread may write them
	private final ReentrantLock turn = new ReentrantLock();

	private final EventBuffer buffer;

	private final RefusalWriter counted;

	private final EventStore store;

	private volatile boolean failing;

	private long reported;

	EventWriter(EventBuffer buffer, RefusalWriter counted, EventStore store) {
		super(AFTER_ALL_PUBLISHERS);
		this.buffer = buffer;
		this.counted = counted;
		this.store = store;
	}

	/**
	 * Write all events that are in the buffer, unless another thread is doing so.
	 */
	@Override
	public void run() {
		if (this.turn.tryLock()) {
			writeAndUnlock();
		}
	}

	/**
	 * Wait for the turn of the calling thread, which then has to write.
	 * @return whether it has come
	 */
	boolean awaitTurn() {
		try {
			return this.turn.tryLock(LONGEST_RUN.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Write the events that wait, and let the next thread have its turn.
	 */
	void writeAndUnlock() {
		try {
			writeUntil(System.nanoTime() + LONGEST_RUN.toNanos());
		}
		finally {
			this.turn.unlock();
		}
	}

	/**
	 * Tell whether the last attempt has failed.
	 */
	boolean isFailing() {
		return this.failing;
	}

	@Override
	protected void writeLast() {
		this.counted.ask();
		if (awaitTurn()) {
			writeAndUnlock();
		}
		int lost = this.buffer.size() + this.counted.waiting();
		if (lost > 0) {
			logger.warn("The service stops, and {} events could not be written", lost);
		}
	}

	private void writeUntil(long end) {
		try {
			List<AuditEvent> batch = this.buffer.oldest(BATCH);
			while (!batch.isEmpty() && System.nanoTime() - end < 0) {
				int refused = this.store.write(batch);
				this.buffer.removeOldest(batch.size(), refused);
				succeeded();
				batch = this.buffer.oldest(BATCH);
			}
			if (this.counted.write(this.failing)) {
				succeeded();
			}
		}
		catch (RuntimeException ex) {
			failed(ex);
		}
	}

	private void failed(RuntimeException ex) {
		if (!this.failing) {
			this.failing = true;
			logger.warn("Events cannot be written to the database, and wait in memory; when there is no room, they are "
					+ "dropped: {}", ex.getClass().getSimpleName());
		}
	}

	private void succeeded() {
		long dropped = this.buffer.dropped();
		if (this.failing || (dropped > this.reported && this.buffer.size() < BATCH)) {
			logger.warn("Events are written to the database again; {} were dropped", dropped - this.reported);
			this.reported = dropped;
			this.failing = false;
		}
	}

}

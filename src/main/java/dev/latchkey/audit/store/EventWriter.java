package dev.latchkey.audit.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.TaskScheduler;

/**
 * Writes events to the database in batches: at an interval, before a read, and when the
 * service stops. Events that could not be written stay in the buffer for the next time.
 * Logs an outage once, and the number of dropped events when it ends.
 */
public class EventWriter implements Runnable, SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(EventWriter.class);

	private static final int BATCH = 500;

	private static final Duration LONGEST_RUN = Duration.ofSeconds(5);

	private static final Duration LONGEST_WAIT_OF_A_READER = Duration.ofMillis(500);

	// batches are the oldest events of the buffer, so only one thread may write them
	private final ReentrantLock turn = new ReentrantLock();

	private final EventBuffer buffer;

	private final RefusalWriter counted;

	private final EventStore store;

	private final TaskScheduler scheduler;

	private @Nullable CompletableFuture<Void> next;

	private volatile boolean running;

	private volatile boolean failing;

	private long reported;

	public EventWriter(EventBuffer buffer, RefusalWriter counted, EventStore store, TaskScheduler scheduler) {
		this.buffer = buffer;
		this.counted = counted;
		this.store = store;
		this.scheduler = scheduler;
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
	 * Wait until all events that were published on this node up to now are written, so
	 * that a reader finds them. Returns after half a second even if some are not written
	 * yet, and at once during an outage. The reader's thread writes nothing itself: what
	 * strangers have left in the buffer may take long.
	 */
	void flush() {
		if (this.counted.waiting() > 0) {
			this.counted.ask();
			awaitNextRun();
		}
		else {
			flushWhole();
		}
	}

	/**
	 * Do the same, but leave the numbers of refusals to the interval: any user may read
	 * as often as they like, and each of these rows would be written again.
	 */
	void flushWhole() {
		if (this.buffer.size() > 0) {
			awaitNextRun();
		}
	}

	private void awaitNextRun() {
		if (this.failing) {
			return;
		}
		try {
			nextRun().get(LONGEST_WAIT_OF_A_READER.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (TimeoutException | ExecutionException | TaskRejectedException ex) {
			// the reader gets what is written
		}
	}

	/**
	 * Return the run that begins next. All readers that come before it begins share it,
	 * so that at most one thread of the scheduler waits for the one that writes.
	 */
	private synchronized CompletableFuture<Void> nextRun() {
		CompletableFuture<Void> waiting = this.next;
		if (waiting == null) {
			waiting = CompletableFuture.runAsync(this::runNext, this::schedule);
			this.next = waiting;
		}
		return waiting;
	}

	private void schedule(Runnable command) {
		Future<?> unused = this.scheduler.schedule(command, this.scheduler.getClock().instant());
	}

	private void runNext() {
		boolean mine = waitForTurn();
		synchronized (this) {
			this.next = null;
		}
		if (mine) {
			writeAndUnlock();
		}
	}

	private boolean waitForTurn() {
		try {
			return this.turn.tryLock(LONGEST_RUN.toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private void writeAndUnlock() {
		try {
			writeUntil(System.nanoTime() + LONGEST_RUN.toNanos());
		}
		finally {
			this.turn.unlock();
		}
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		this.counted.ask();
		if (waitForTurn()) {
			writeAndUnlock();
		}
		this.running = false;
		int lost = this.buffer.size() + this.counted.waiting();
		if (lost > 0) {
			logger.warn("The service stops, and {} events could not be written", lost);
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Return a phase in which all publishers of events have stopped.
	 */
	@Override
	public int getPhase() {
		return -1;
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

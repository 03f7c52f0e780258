package dev.latchkey.audit.store;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;

/**
 * The one thread that brings events to the database, in batches. What could not be
 * written is tried again until it can. An outage is told once, and what it cost when it
 * is over.
 */
public class EventWriter implements Runnable, SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(EventWriter.class);

	private static final int BATCH = 500;

	private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

	private static final Duration FLUSH = Duration.ofSeconds(5);

	private final CountDownLatch stopping = new CountDownLatch(1);

	private final Object progress = new Object();

	private final Thread thread = new Thread(this, "latchkey-events");

	private final EventBuffer buffer;

	private final EventStore store;

	private volatile boolean running;

	private volatile boolean failing;

	private long written;

	private long reported;

	public EventWriter(EventBuffer buffer, EventStore store) {
		this.buffer = buffer;
		this.store = store;
		this.thread.setDaemon(true);
	}

	@Override
	public void run() {
		try {
			while (isRunning() || this.buffer.size() > 0) {
				List<AuditEvent> batch = this.buffer.take(BATCH, LOOK_AGAIN);
				if (!batch.isEmpty() && !write(batch)) {
					int lost = batch.size() + this.buffer.size();
					logger.warn("The service stops, and {} events could not be written", lost);
					return;
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Wait until what has happened on this node up to now is written, but not for long
	 * and not in an outage: whoever asks for events wants to see their own.
	 */
	void settle() {
		long target = this.buffer.accepted();
		long deadline = System.nanoTime() + Duration.ofMillis(500).toNanos();
		synchronized (this.progress) {
			long left = deadline - System.nanoTime();
			while (this.written < target && !this.failing && left > 0) {
				try {
					TimeUnit.NANOSECONDS.timedWait(this.progress, left);
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
					return;
				}
				left = deadline - System.nanoTime();
			}
		}
	}

	@Override
	public void start() {
		this.running = true;
		this.thread.start();
	}

	/**
	 * Write what is still there. The thread is never interrupted: an embedded database
	 * would take that as its own end.
	 */
	@Override
	public void stop() {
		this.running = false;
		this.stopping.countDown();
		try {
			this.thread.join(FLUSH.toMillis());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Return a phase in which whatever publishes events has stopped.
	 */
	@Override
	public int getPhase() {
		return -1;
	}

	/**
	 * Write a batch, however long it takes.
	 * @return whether it is written; if not, the service stops
	 */
	private boolean write(List<AuditEvent> batch) throws InterruptedException {
		while (true) {
			try {
				int refused = this.store.write(batch);
				this.buffer.drop(refused);
				done(batch.size());
				return true;
			}
			catch (RuntimeException ex) {
				failed(ex);
				if (this.stopping.await(1, TimeUnit.SECONDS)) {
					return false;
				}
			}
		}
	}

	private void failed(RuntimeException ex) {
		if (!this.failing) {
			this.failing = true;
			logger.warn("Events cannot be written to the database, and wait in memory; when there is no room, they are "
					+ "dropped: {}", ex.getClass().getSimpleName());
		}
	}

	private void done(int count) {
		synchronized (this.progress) {
			this.written += count;
			this.progress.notifyAll();
		}
		long dropped = this.buffer.dropped();
		if (this.failing || (dropped > this.reported && this.buffer.size() < BATCH)) {
			logger.warn("Events are written to the database again; {} were dropped", dropped - this.reported);
			this.reported = dropped;
			this.failing = false;
		}
	}

}

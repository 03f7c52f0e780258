package dev.latchkey.audit.store;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskRejectedException;
import org.springframework.scheduling.TaskScheduler;

/**
 * Lets readers wait until all events that were published on this node up to now are
 * written, so that they find them: half a second at most, and not at all during an
 * outage. A reader's thread writes nothing itself: what strangers have left in the buffer
 * may take long.
 */
class EventFlush {

	private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

	private final EventWriter writer;

	private final EventBuffer buffer;

	private final RefusalWriter counted;

	private final TaskScheduler scheduler;

	private @Nullable CompletableFuture<Void> next;

	EventFlush(EventWriter writer, EventBuffer buffer, RefusalWriter counted, TaskScheduler scheduler) {
		this.writer = writer;
		this.buffer = buffer;
		this.counted = counted;
		this.scheduler = scheduler;
	}

	/**
	 * Wait for all events.
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
	 * Wait for those that are kept whole, and leave the numbers of refusals to the
	 * interval: any user may read as often as they like, and each of these rows would be
	 * written again.
	 */
	void flushWhole() {
		if (this.buffer.size() > 0) {
			awaitNextRun();
		}
	}

	private void awaitNextRun() {
		if (this.writer.isFailing()) {
			return;
		}
		try {
			nextRun().get(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS);
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
		boolean mine = this.writer.awaitTurn();
		synchronized (this) {
			this.next = null;
		}
		if (mine) {
			this.writer.writeAndUnlock();
		}
	}

}

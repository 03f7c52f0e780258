package dev.latchkey.notice;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;

/**
 * The lanes in which notices are sent: each application has its own, of a few places, so
 * that one that hangs does not hold up the others. One that has just failed has a single
 * place, and threads that it shares with those that fail as well, so that many that hang
 * hold up only each other. What has waited too long, or finds too many before it, loses
 * its turn: it is in the database.
 */
class ApplicationLanes {

	private static final int PLACES = 3;

	private static final int LONGEST_QUEUE = 1_000;

	private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

	private final Map<String, Lane> lanes = new HashMap<>();

	private final Executor executor;

	private final Executor failing;

	/**
	 * Create lanes.
	 * @param executor runs what applications are sent that answer
	 * @param failing runs what applications are sent that have just failed
	 */
	ApplicationLanes(Executor executor, Executor failing) {
		this.executor = executor;
		this.failing = failing;
	}

	/**
	 * Run a task when it is its turn.
	 */
	void enter(String applicationId, LaneTask task) {
		boolean queued;
		boolean starts = false;
		synchronized (this) {
			Lane lane = this.lanes.computeIfAbsent(applicationId, (id) -> new Lane());
			queued = lane.waiting.size() < LONGEST_QUEUE;
			if (queued) {
				lane.waiting.add(new Waiting(task, System.nanoTime()));
				starts = lane.running < lane.places();
				lane.running += starts ? 1 : 0;
			}
		}
		if (!queued) {
			task.run(false);
		}
		else if (starts) {
			start(applicationId);
		}
	}

	/**
	 * Return how many tasks of an application would start at once.
	 */
	synchronized int room(String applicationId) {
		Lane lane = this.lanes.get(applicationId);
		return (lane != null) ? Math.max(0, lane.places() - lane.running) : PLACES;
	}

	private void start(String applicationId) {
		try {
			(isFailing(applicationId) ? this.failing : this.executor).execute(() -> work(applicationId));
		}
		catch (RejectedExecutionException ex) {
			// the service stops
			Waiting next = next(applicationId);
			while (next != null) {
				next.task().run(false);
				next = next(applicationId);
			}
		}
	}

	/**
	 * Run one task, and leave the next to a thread that is free then: of the other
	 * applications' tasks, those that came before it are first.
	 */
	private void work(String applicationId) {
		Waiting next = next(applicationId);
		if (next != null) {
			boolean inTime = System.nanoTime() - next.since() < PATIENCE;
			boolean done = next.task().run(inTime);
			if (inTime) {
				note(applicationId, done);
			}
			start(applicationId);
		}
	}

	private synchronized boolean isFailing(String applicationId) {
		Lane lane = this.lanes.get(applicationId);
		return lane != null && lane.failing;
	}

	private synchronized @Nullable Waiting next(String applicationId) {
		Lane lane = this.lanes.get(applicationId);
		if (lane == null) {
			return null;
		}
		Waiting next = (lane.running <= lane.places()) ? lane.waiting.poll() : null;
		if (next == null) {
			lane.running--;
			if (lane.running == 0 && !lane.failing) {
				this.lanes.remove(applicationId);
			}
		}
		return next;
	}

	private synchronized void note(String applicationId, boolean done) {
		Lane lane = this.lanes.get(applicationId);
		if (lane != null) {
			lane.failing = !done;
		}
	}

	private static final class Lane {

		private final Deque<Waiting> waiting = new ArrayDeque<>();

		private int running;

		private boolean failing;

		private int places() {
			return this.failing ? 1 : PLACES;
		}

	}

	private record Waiting(LaneTask task, long since) {
	}

}

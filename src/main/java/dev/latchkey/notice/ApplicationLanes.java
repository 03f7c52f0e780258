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
 * that one that hangs does not hold up the others; one that has just failed has a single
 * place. What has waited too long, or finds too many before it, loses its turn: it is in
 * the database.
 */
class ApplicationLanes {

	private static final int PLACES = 3;

	private static final int LONGEST_QUEUE = 1_000;

	private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

	private final Map<String, Lane> lanes = new HashMap<>();

	private final Executor executor;

	ApplicationLanes(Executor executor) {
		this.executor = executor;
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
			this.executor.execute(() -> work(applicationId));
		}
		catch (RejectedExecutionException ex) {
			// the service stops
			work(applicationId, false);
		}
	}

	private void work(String applicationId) {
		work(applicationId, true);
	}

	private void work(String applicationId, boolean open) {
		Waiting next = next(applicationId);
		while (next != null) {
			boolean inTime = open && System.nanoTime() - next.since() < PATIENCE;
			boolean done = next.task().run(inTime);
			if (inTime) {
				note(applicationId, done);
			}
			next = next(applicationId);
		}
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

	/**
	 * Something to do in a lane.
	 */
	@FunctionalInterface
	interface LaneTask {

		/**
		 * Do it.
		 * @param inTime whether it has its turn; otherwise it was waited for too long
		 * @return whether the application did what it was asked for
		 */
		boolean run(boolean inTime);

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

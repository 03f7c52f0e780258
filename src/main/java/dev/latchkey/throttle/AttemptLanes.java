package dev.latchkey.throttle;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Lets few passwords of one account be checked at once on this node, so that one user can
 * neither fill the line before the processors nor keep them all busy. Strangers have a
 * lane for each block of networks, apart from the account's devices, or they would keep
 * its owner waiting. A few callers wait for their turn for a moment, because a client may
 * well sign in twice at once; the others are turned away at once. There are no more lanes
 * than there are threads.
 */
class AttemptLanes {

	private static final int WAITING_IN_A_LANE = 16;

	private static final int WAITING = 64;

	private static final long LONGEST_WAIT_MILLIS = 1_200;

	private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

	private final AtomicInteger waiting = new AtomicInteger();

	private final int atOnce;

	AttemptLanes(int atOnce) {
		this.atOnce = atOnce;
	}

	/**
	 * Wait for a turn.
	 * @return the turn, which has to be closed, or {@code null} if too many wait
	 */
	@Nullable AttemptTurn enter(AuthenticationAttempt attempt) {
		String key = attempt.lane();
		Lane lane = this.lanes.compute(key, (same, known) -> {
			Lane entered = (known != null) ? known : new Lane(new Semaphore(this.atOnce, true));
			entered.callers++;
			return entered;
		});
		if (waitIn(lane)) {
			return new AttemptTurn(attempt, () -> {
				lane.turns().release();
				leave(key);
			});
		}
		leave(key);
		return null;
	}

	private boolean waitIn(Lane lane) {
		if (lane.turns().tryAcquire()) {
			return true;
		}
		boolean room = this.waiting.incrementAndGet() <= WAITING;
		try {
			return room && lane.turns().getQueueLength() < WAITING_IN_A_LANE
					&& lane.turns().tryAcquire(LONGEST_WAIT_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			this.waiting.decrementAndGet();
		}
	}

	private void leave(String key) {
		this.lanes.computeIfPresent(key, (same, lane) -> (--lane.callers > 0) ? lane : null);
	}

	/**
	 * Return how many lanes there are.
	 */
	int size() {
		return this.lanes.size();
	}

	private static final class Lane {

		private final Semaphore turns;

		// only within the map's own lock for the key
		private int callers;

		Lane(Semaphore turns) {
			this.turns = turns;
		}

		Semaphore turns() {
			return this.turns;
		}

	}

}

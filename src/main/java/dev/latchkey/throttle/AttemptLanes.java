package dev.latchkey.throttle;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Lets few passwords of one account be checked at once on this node, so that one user can
 * neither fill the line before the processors nor keep them all busy. Strangers have a
 * lane for each block of networks, apart from the account's devices, or they would keep
 * its owner waiting. A few callers wait for their turn for a moment, because a client may
 * well sign in twice at once; the others are turned away at once. As many wait for all
 * lanes together from one block of networks as wait for one lane, and devices wait apart
 * from strangers. There are no more lanes than there are threads.
 */
class AttemptLanes {

	private static final int WAITING_IN_A_LANE = 16;

	private static final int STRANGERS_WAITING = 64;

	// with the strangers less than half of the threads
	private static final int DEVICES_WAITING = 32;

	private static final long LONGEST_WAIT_MILLIS = 1_200;

	// another wait follows, for the password or for a database that hangs
	private static final long LONGEST_WAIT_FOR_A_MARK_MILLIS = 600;

	private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

	private final WaitingRoom strangers = new WaitingRoom(STRANGERS_WAITING, WAITING_IN_A_LANE);

	private final WaitingRoom devices = new WaitingRoom(DEVICES_WAITING, WAITING_IN_A_LANE);

	private final int atOnce;

	AttemptLanes(int atOnce) {
		this.atOnce = atOnce;
	}

	/**
	 * Wait for a turn.
	 * @return the turn, which has to be closed, or {@code null} if too many wait
	 */
	@Nullable AttemptTurn enter(AuthenticationAttempt attempt) {
		WaitingRoom room = (attempt.device() != null) ? this.devices : this.strangers;
		return enter(attempt, attempt.lane(), room, LONGEST_WAIT_MILLIS);
	}

	/**
	 * Wait for a turn to look up what a device shows.
	 * @return the turn, which has to be closed, or {@code null} if too many wait
	 */
	@Nullable AttemptTurn enter(AuthenticationAttempt attempt, DeviceMark mark) {
		return enter(attempt, mark.lane(), this.devices, LONGEST_WAIT_FOR_A_MARK_MILLIS);
	}

	private @Nullable AttemptTurn enter(AuthenticationAttempt attempt, String key, WaitingRoom room, long millis) {
		Lane lane = this.lanes.compute(key, (same, known) -> {
			Lane entered = (known != null) ? known : new Lane(new Semaphore(this.atOnce, true));
			entered.callers++;
			return entered;
		});
		if (waitIn(lane, room, attempt.block(), millis)) {
			return new AttemptTurn(attempt, () -> {
				lane.turns().release();
				leave(key);
			});
		}
		leave(key);
		return null;
	}

	private static boolean waitIn(Lane lane, WaitingRoom room, String block, long millis) {
		if (lane.turns().tryAcquire()) {
			return true;
		}
		if (!room.enter(block)) {
			return false;
		}
		try {
			return lane.turns().getQueueLength() < WAITING_IN_A_LANE
					&& lane.turns().tryAcquire(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			room.leave(block);
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

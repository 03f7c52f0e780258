package dev.latchkey.revocation;

import java.time.Duration;

/**
 * Counts how long this node waited until all nodes had confirmed what ended, until the
 * numbers are written.
 */
final class ConfirmationTally {

	private long[] counts = new long[ConfirmationSpeed.CLASSES];

	synchronized void note(Duration waited, boolean confirmed) {
		this.counts[ConfirmationSpeed.classOf(waited, confirmed)]++;
	}

	/**
	 * Return what was counted since the last time that this was called.
	 */
	synchronized long[] take() {
		long[] taken = this.counts;
		this.counts = new long[ConfirmationSpeed.CLASSES];
		return taken;
	}

	synchronized void giveBack(long[] taken) {
		for (int i = 0; i < taken.length; i++) {
			this.counts[i] += taken[i];
		}
	}

}

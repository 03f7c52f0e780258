package dev.latchkey.revocation;

/**
 * Revocations that the nodes have been told of, and how long to wait for their
 * confirmation.
 */
public final class RevocationAnnouncement {

	private final long seq;

	private final long deadline;

	RevocationAnnouncement(long seq, long deadline) {
		this.seq = seq;
		this.deadline = deadline;
	}

	/**
	 * Return the number that each node has to reach.
	 */
	long seq() {
		return this.seq;
	}

	/**
	 * Return when the wait ends.
	 * @return the time by {@link System#nanoTime()}
	 */
	public long deadline() {
		return this.deadline;
	}

}

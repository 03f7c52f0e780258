package dev.latchkey.session.seen;

import java.time.Instant;

/**
 * When a session was last used, and the newest generation of its credentials that was.
 */
record SessionSighting(Instant at, long generation) {

	/**
	 * Return the later of both times, and the higher of both generations.
	 */
	SessionSighting latest(SessionSighting other) {
		return new SessionSighting(this.at.isAfter(other.at) ? this.at : other.at,
				Math.max(this.generation, other.generation));
	}

}

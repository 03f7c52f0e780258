package dev.latchkey.session;

import java.time.Instant;

/**
 * When a session was last used, and the newest generation of its credentials that was.
 */
record Sighting(Instant at, long generation) {

	/**
	 * Return the later of both times, and the higher of both generations.
	 */
	Sighting latest(Sighting other) {
		return new Sighting(this.at.isAfter(other.at) ? this.at : other.at,
				Math.max(this.generation, other.generation));
	}

}

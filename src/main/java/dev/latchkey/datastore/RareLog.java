package dev.latchkey.datastore;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Decides which messages about an outage are written: of each kind one a minute. What
 * fails during an outage fails again and again, and the log may be on the disk that is
 * full.
 */
class RareLog {

	private static final long MINUTE = Duration.ofMinutes(1).toNanos();

	// by names in the code
	private final Map<String, Long> written = new HashMap<>();

	private final LongSupplier nanoTime;

	RareLog(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Tell whether a message is to be written, and count it as written if so.
	 * @param kind what it is about; of a few kinds that the code names
	 */
	synchronized boolean admits(String kind) {
		long now = this.nanoTime.getAsLong();
		Long last = this.written.get(kind);
		if (last != null && now - last < MINUTE) {
			return false;
		}
		this.written.put(kind, now);
		return true;
	}

}

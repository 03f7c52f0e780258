package dev.latchkey.transfer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The imports that this node runs, one for each account. There are no more of them than
 * have a place.
 */
final class RunningImports {

	private final Map<String, ImportTally> tallies = new ConcurrentHashMap<>();

	/**
	 * Note that an import begins. It has a place.
	 */
	void begin(String accountId, ImportTally tally) {
		this.tallies.put(accountId, tally);
	}

	void end(String accountId) {
		this.tallies.remove(accountId);
	}

	/**
	 * Return how far the import of an account is.
	 */
	ImportProgress of(String accountId) {
		@Nullable ImportTally tally = this.tallies.get(accountId);
		return (tally != null) ? tally.progress() : ImportProgress.NONE;
	}

}

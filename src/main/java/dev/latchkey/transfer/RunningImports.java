package dev.latchkey.transfer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.latchkey.datastore.LongRuns;
import dev.latchkey.problem.ServerBusyException;
import org.jspecify.annotations.Nullable;

/**
 * The imports that this node runs, by the API or the page: one for each account, and no
 * more of them than have a place.
 */
final class RunningImports {

	private final LongRuns runs = new LongRuns();

	private final Map<String, ImportTally> tallies = new ConcurrentHashMap<>();

	/**
	 * Note that an import begins.
	 * @return its place, to be closed when it ends
	 * @throws ServerBusyException if the account runs another one, or others have all
	 * places
	 */
	LongRuns.Place begin(String accountId, ImportTally tally) {
		LongRuns.Place place = this.runs.take(accountId).orElseThrow(ServerBusyException::new);
		this.tallies.put(accountId, tally);
		return () -> {
			this.tallies.remove(accountId);
			place.close();
		};
	}

	/**
	 * Return how far the import of an account is.
	 */
	ImportProgress progressOf(String accountId) {
		@Nullable ImportTally tally = this.tallies.get(accountId);
		return (tally != null) ? tally.progress() : ImportProgress.NONE;
	}

}

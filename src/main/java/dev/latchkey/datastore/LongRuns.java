package dev.latchkey.datastore;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * How many runs of one kind through very many rows may go on at once, one for each
 * account: an export, or an import. Each keeps a thread for as long as its client takes,
 * and asks the database again and again.
 */
public final class LongRuns {

	private static final int MOST = 4;

	private final Set<String> accounts = new HashSet<>();

	/**
	 * Take a place for a run.
	 * @param accountId the account that asks
	 * @return the place, to be closed; none if this account has one already, or others
	 * have all
	 */
	public Optional<Place> take(String accountId) {
		synchronized (this.accounts) {
			if (this.accounts.size() >= MOST || !this.accounts.add(accountId)) {
				return Optional.empty();
			}
		}
		return Optional.of(() -> leave(accountId));
	}

	private void leave(String accountId) {
		synchronized (this.accounts) {
			this.accounts.remove(accountId);
		}
	}

	/**
	 * A place, given back once.
	 */
	public interface Place extends AutoCloseable {

		@Override
		void close();

	}

}

package dev.latchkey.audit.web;

import java.util.HashSet;
import java.util.Set;

import dev.latchkey.problem.ServerBusyException;

/**
 * How many exports may run at once. Each keeps a thread for as long as its client reads,
 * and asks the database again and again.
 */
class ExportPlaces {

	private static final int MOST = 4;

	private final Set<String> accounts = new HashSet<>();

	/**
	 * Take a place.
	 * @param accountId the account that asks
	 * @return the place, to be closed
	 * @throws ServerBusyException if another export of this account is running, or too
	 * many of others are
	 */
	Place take(String accountId) {
		synchronized (this.accounts) {
			if (this.accounts.size() >= MOST || !this.accounts.add(accountId)) {
				throw new ServerBusyException();
			}
		}
		return () -> {
			synchronized (this.accounts) {
				this.accounts.remove(accountId);
			}
		};
	}

	/**
	 * A place, given back once.
	 */
	interface Place extends AutoCloseable {

		@Override
		void close();

	}

}

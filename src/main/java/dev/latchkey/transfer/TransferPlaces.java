package dev.latchkey.transfer;

import java.util.HashSet;
import java.util.Set;

import dev.latchkey.problem.ServerBusyException;

/**
 * How many exports, or imports, may run at once, one for each account. Each keeps a
 * thread for as long as its client takes, and asks the database again and again.
 */
final class TransferPlaces {

	private static final int MOST = 4;

	private final Set<String> accounts = new HashSet<>();

	/**
	 * Take a place.
	 * @param accountId the account that asks
	 * @return the place, to be closed
	 * @throws ServerBusyException if this account has one already, or others have all
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

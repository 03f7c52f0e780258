package dev.latchkey.oauth;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.latchkey.application.Application;

import org.springframework.transaction.support.TransactionOperations;

/**
 * What people have consented to that an application learns of them.
 */
public class Consents {

	private final ConsentRows rows;

	private final TransactionOperations transaction;

	Consents(ConsentRows rows, TransactionOperations transaction) {
		this.rows = rows;
		this.transaction = transaction;
	}

	/**
	 * Tell whether a person has consented to scopes.
	 * @param accountId the account
	 * @param application the application
	 * @param scopes what is asked for
	 * @return whether nothing of it is new
	 */
	public boolean cover(String accountId, Application application, Set<String> scopes) {
		return this.rows.find(accountId, application.id()).containsAll(scopes);
	}

	/**
	 * Record that a person consents to scopes, besides those from before.
	 * @param accountId the account
	 * @param application the application
	 * @param scopes what the person consents to
	 */
	public void give(String accountId, Application application, Set<String> scopes) {
		this.transaction.executeWithoutResult((status) -> {
			// given twice at once, one waits for the other
			this.rows.lock(accountId);
			SortedSet<String> all = new TreeSet<>(this.rows.find(accountId, application.id()));
			if (all.addAll(scopes)) {
				this.rows.put(accountId, application.id(), all);
			}
		});
	}

	/**
	 * Forget what a person has consented to.
	 */
	void withdraw(String accountId, Application application) {
		this.rows.delete(accountId, application.id());
	}

}

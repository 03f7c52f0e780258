package dev.latchkey.oauth;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.latchkey.account.AccountDeleted;
import dev.latchkey.application.Application;
import dev.latchkey.application.OidcAccess;
import dev.latchkey.application.UnknownApplicationException;
import dev.latchkey.oauth.token.ScopeNames;

import org.springframework.context.event.EventListener;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What people have consented to that an application learns of them.
 */
public class ApplicationConsents {

	private final ConsentRows rows;

	private final TransactionOperations transaction;

	ApplicationConsents(ConsentRows rows, TransactionOperations transaction) {
		this.rows = rows;
		this.transaction = transaction;
	}

	/**
	 * Tell whether a person has consented to scopes.
	 * @param accountId the account
	 * @param application the application
	 * @param scopes what is asked for
	 * @return whether nothing of it is new; {@code false} where no scope is asked for
	 */
	public boolean cover(String accountId, Application application, Set<String> scopes) {
		return !scopes.isEmpty() && this.rows.find(accountId, application.id()).containsAll(scopes);
	}

	/**
	 * Record that a person consents to scopes, besides those from before that the
	 * application may still ask for: so the row has a bound.
	 * @param accountId the account
	 * @param application the application
	 * @param scopes what the person consents to
	 * @throws UnknownApplicationException if the application is deleted meanwhile
	 */
	public void give(String accountId, Application application, Set<String> scopes) {
		try {
			put(accountId, application, scopes);
		}
		catch (DataIntegrityViolationException ex) {
			// deleted while this was written
			throw new UnknownApplicationException();
		}
	}

	private void put(String accountId, Application application, Set<String> scopes) {
		this.transaction.executeWithoutResult((status) -> {
			// given twice at once, one waits for the other
			this.rows.lock(accountId);
			SortedSet<String> before = this.rows.find(accountId, application.id());
			SortedSet<String> all = new TreeSet<>(before);
			all.retainAll(ScopeNames.askableBy(application));
			all.addAll(scopes);
			if (!all.equals(before)) {
				this.rows.put(accountId, application.id(), all);
			}
		});
	}

	/**
	 * Tell whether an application is given nothing without the consent of the person.
	 * @param application the application, as it is registered now
	 * @return whether people are asked
	 */
	public static boolean isNeededBy(Application application) {
		OidcAccess oidc = application.oidc();
		return oidc != null && oidc.consent();
	}

	/**
	 * Tell whether a person still consents to what a grant is good for, as far as the
	 * application needs that. A withdrawal waits until the caller's transaction ends, and
	 * then finds what that has given.
	 */
	boolean stillCover(GrantRow grant, Application application) {
		return !isNeededBy(application)
				|| this.rows.findLocked(grant.accountId(), application.id()).containsAll(grant.held(application));
	}

	/**
	 * Forget what a person has consented to, in the caller's transaction.
	 */
	void withdraw(String accountId, Application application) {
		// a consent that is being given is not given again by this one's end
		this.rows.lock(accountId);
		this.rows.delete(accountId, application.id());
	}

	/**
	 * Forget what a person has consented to whose account is deleted, in that
	 * transaction.
	 */
	@EventListener
	void on(AccountDeleted event) {
		this.rows.deleteOf(event.accountId());
	}

}

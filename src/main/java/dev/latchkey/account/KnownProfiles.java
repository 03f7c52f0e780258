package dev.latchkey.account;

import java.time.Duration;
import java.time.Instant;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Caches the profiles of people who are signed in on this node, so that requests do not
 * read them from the database each time. A change is seen at once on the node that makes
 * it, and on the others within half a minute.
 */
public class KnownProfiles {

	private static final int MOST = 20_000;

	private static final Duration FRESH = Duration.ofSeconds(30);

	private static final Duration KEPT = Duration.ofMinutes(5);

	/** So long, a database that did not answer is not asked again without need. */
	private static final Duration PAUSE = Duration.ofSeconds(2);

	private final Accounts accounts;

	private final LoadingCache<String, AccountProfile> cache;

	private volatile @Nullable Instant failedAt;

	KnownProfiles(Accounts accounts) {
		this.accounts = accounts;
		this.cache = Caffeine.newBuilder()
			.maximumSize(MOST)
			// a request takes what is there, and another thread looks again: a database
			// that is away does not keep a session from being shown
			.refreshAfterWrite(FRESH)
			.expireAfterWrite(KEPT)
			.build(this::read);
	}

	private AccountProfile read(String accountId) {
		return this.accounts.byId(accountId).map(Account::profile).orElse(AccountProfile.EMPTY);
	}

	/**
	 * Return the profile of the person who has an account.
	 * @param accountId the account
	 * @return the profile; it is empty where there is no such account any more
	 * @throws org.springframework.dao.DataAccessException if the database does not answer
	 * and this node remembers nothing
	 */
	public AccountProfile profileOf(String accountId) {
		if (!TransactionSynchronizationManager.isActualTransactionActive()) {
			return this.cache.get(accountId);
		}
		// what a transaction reads it may have changed itself, and it may be rolled back
		@Nullable AccountProfile known = this.cache.getIfPresent(accountId);
		return (known != null) ? known : read(accountId);
	}

	/**
	 * Return what this node remembers or can read, without waiting again for a database
	 * that did not answer just now.
	 * @param accountId the account
	 * @return the profile, or {@code null} if it cannot be told now
	 */
	public @Nullable AccountProfile ifKnown(String accountId) {
		@Nullable Instant failed = this.failedAt;
		if (failed != null && Duration.between(failed, Instant.now()).abs().compareTo(PAUSE) < 0) {
			return this.cache.getIfPresent(accountId);
		}
		try {
			return profileOf(accountId);
		}
		catch (DataAccessException | TransactionException ex) {
			this.failedAt = Instant.now();
			return null;
		}
	}

	@TransactionalEventListener
	void on(ProfileChanged event) {
		this.cache.invalidate(event.accountId());
	}

	@TransactionalEventListener
	void on(AccountDeleted event) {
		this.cache.invalidate(event.accountId());
	}

}

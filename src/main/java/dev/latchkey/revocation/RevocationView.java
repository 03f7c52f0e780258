package dev.latchkey.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * A node's own copy, in memory, of all revocations that still matter. Each signed-in
 * request asks it, and it asks no other server. Rows may arrive twice and in any order:
 * an ending is only ever added, and goes when nothing that it ends can be alive.
 */
public class RevocationView {

	private final EndedSessions sessions = new EndedSessions();

	private final ConcurrentMap<String, RevocationCutoff> accounts = new ConcurrentHashMap<>();

	private final RoleCutoffs roles = new RoleCutoffs();

	private final EndedSessions keys = new EndedSessions();

	private final EndedGrants grants = new EndedGrants();

	private final LongAdder rejections = new LongAdder();

	private final long maxStaleness;

	private final LongSupplier nanoTime;

	private volatile @Nullable RevocationCutoff allAccounts;

	private volatile long fresh;

	RevocationView(Duration maxStaleness, LongSupplier nanoTime) {
		this.maxStaleness = maxStaleness.toNanos();
		this.nanoTime = nanoTime;
		markStale();
	}

	/**
	 * Return what ended a session.
	 * @param session the session
	 * @return the reason, or {@code null} if nothing ended it
	 * @throws RevocationsUnknownException if this node has not heard from the log for
	 * longer than {@code latchkey.revocation.max-staleness}, and so cannot tell
	 */
	public @Nullable EndReason endOf(RevocableSession session) {
		requireFresh();
		// its own ending was the first; and before the cutoffs, because endings are
		// gathered into one while requests go on
		EndedSession ended = this.sessions.get(session.handle());
		if (ended != null) {
			return ended.reason();
		}
		long epoch = session.epoch();
		RevocationCutoff general = this.allAccounts;
		if (general != null && epoch < general.seq()) {
			return general.firstAfter(epoch).reason();
		}
		RevocationCutoff account = this.accounts.get(session.accountId());
		RevocationCutoff first = this.roles.first(session,
				(account != null && epoch < account.seq()) ? account.firstAfter(epoch) : null);
		return (first != null) ? first.reason() : null;
	}

	/**
	 * Tell whether a signing key was revoked. Callers must still call {@link #endOf},
	 * which throws if the view is stale.
	 * @param kid the key's id
	 * @return whether all that it signed is void
	 */
	public boolean isRevoked(String kid) {
		return this.keys.get(kid) != null;
	}

	/**
	 * Tell whether what an application was given has ended, by itself or with all that it
	 * had. A session that it hangs on has endings of its own: see {@link #endOf}.
	 * @param grantId the grant, or another name that is not given twice where there is
	 * none
	 * @param clientId the application's client id
	 * @param epoch the log's number when it was given, or earlier
	 * @return whether it has ended
	 * @throws RevocationsUnknownException as {@link #endOf}
	 */
	public boolean isGrantEnded(String grantId, String clientId, long epoch) {
		requireFresh();
		return this.grants.contains(grantId, clientId, epoch);
	}

	/**
	 * Return the accounts of which more than so many sessions ended one by one for the
	 * same reason, but for those that an administrator ended.
	 * @param most how many an account may have for each reason
	 * @return the accounts and the reasons, those with the most endings first
	 */
	public List<EndingCrowd> crowds(int most) {
		return this.sessions.crowds(most);
	}

	/**
	 * Gather endings of an account's single sessions into one cutoff. It ends no more
	 * than they did, and each node does it by itself: the log stays as it is. Endings for
	 * other reasons stay apart, so that each session is told what has ended it.
	 * @param crowd the account, and why they ended
	 * @param epoch a number below which no epoch of a live session of the account is, and
	 * none of a login that may still be under way
	 * @return the numbers of the endings that are left, because they are later
	 */
	public long[] gather(EndingCrowd crowd, long epoch) {
		return this.sessions.gather(AccountKey.of(crowd.accountId()), crowd.reason(), epoch,
				(expiresAt) -> this.accounts.compute(crowd.accountId(),
						(id, known) -> RevocationCutoff.gathered(known, epoch, crowd.reason(), expiresAt)));
	}

	void apply(Revocation row) {
		switch (row.scope()) {
			case SESSION -> this.sessions.add(row);
			case KEY -> this.keys.add(row);
			case ACCOUNT -> {
				if (row.accountId() != null) {
					this.accounts.compute(row.accountId(), (id, known) -> RevocationCutoff.with(known, row));
				}
			}
			case ROLE -> this.roles.add(row);
			case GRANT, APPLICATION -> this.grants.add(row);
			case EVERYBODY -> applyToAllAccounts(row);
		}
	}

	/**
	 * Record that all that was committed before a moment has been applied.
	 * @param moment that moment, on this node's monotonic clock
	 */
	void markFreshAsOf(long moment) {
		this.fresh = moment;
	}

	/**
	 * Refuse to answer until the log has been read again.
	 */
	final void markStale() {
		this.fresh = this.nanoTime.getAsLong() - this.maxStaleness - 1;
	}

	/**
	 * Forget what ends nothing any more.
	 */
	void purge(Instant now) {
		this.sessions.purge(now);
		this.keys.purge(now);
		this.roles.purge(now);
		this.grants.purge(now);
		this.accounts.values().removeIf((cutoff) -> cutoff.expiresAt() < now.getEpochSecond());
	}

	/**
	 * Tell whether this node may answer from the view.
	 */
	boolean isFresh() {
		return age() <= this.maxStaleness;
	}

	/**
	 * Return how long ago this node last knew all that was committed, in nanoseconds.
	 */
	long age() {
		return this.nanoTime.getAsLong() - this.fresh;
	}

	/**
	 * Return how many endings are kept.
	 */
	int size() {
		return this.sessions.size() + this.accounts.size() + this.roles.size() + this.keys.size() + this.grants.size();
	}

	/**
	 * Return how many requests could not be answered.
	 */
	long rejections() {
		return this.rejections.sum();
	}

	private void requireFresh() {
		if (!isFresh()) {
			this.rejections.increment();
			throw new RevocationsUnknownException();
		}
	}

	private synchronized void applyToAllAccounts(Revocation row) {
		this.allAccounts = RevocationCutoff.with(this.allAccounts, row);
	}

}

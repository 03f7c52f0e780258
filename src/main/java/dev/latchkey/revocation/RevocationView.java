package dev.latchkey.revocation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
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

	private final ConcurrentMap<String, EndedSession> sessions = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, RevocationCutoff> accounts = new ConcurrentHashMap<>();

	private final ConcurrentMap<String, EndedSession> keys = new ConcurrentHashMap<>();

	private final LongAdder rejections = new LongAdder();

	private final long maxStaleness;

	private final LongSupplier nanoTime;

	private volatile @Nullable RevocationCutoff everybody;

	private volatile long fresh;

	RevocationView(Duration maxStaleness, LongSupplier nanoTime) {
		this.maxStaleness = maxStaleness.toNanos();
		this.nanoTime = nanoTime;
		markStale();
	}

	/**
	 * Return what ended a session.
	 * @param handle the session
	 * @param accountId its account
	 * @param epoch the log's number when its login began
	 * @return the reason, or {@code null} if nothing ended it
	 * @throws RevocationsUnknownException if this node has not heard from the log for
	 * longer than {@code latchkey.revocation.max-staleness}, and so cannot tell
	 */
	public @Nullable EndReason endOf(String handle, String accountId, long epoch) {
		if (age() > this.maxStaleness) {
			this.rejections.increment();
			throw new RevocationsUnknownException();
		}
		// before the cutoffs, into which endings are gathered while requests go on
		EndedSession ended = this.sessions.get(handle);
		RevocationCutoff general = this.everybody;
		if (general != null && epoch < general.seq()) {
			return general.firstAfter(epoch);
		}
		RevocationCutoff account = this.accounts.get(accountId);
		if (account != null && epoch < account.seq()) {
			return account.firstAfter(epoch);
		}
		return (ended != null) ? ended.reason() : null;
	}

	/**
	 * Tell whether a signing key was revoked. Callers must still call {@link #endOf},
	 * which throws if the view is stale.
	 * @param kid the key's id
	 * @return whether all that it signed is void
	 */
	public boolean isRevoked(String kid) {
		return this.keys.containsKey(kid);
	}

	/**
	 * Return the accounts of which more than so many sessions ended one by one.
	 * @param most how many an account may have
	 * @return their ids
	 */
	public List<String> crowdedAccounts(int most) {
		return CrowdedAccounts.among(this.sessions.values(), most);
	}

	/**
	 * Gather endings of an account's single sessions into one cutoff. It ends no more
	 * than they did, and each node does it by itself: the log stays as it is.
	 * @param accountId the account
	 * @param epoch a number below which no epoch of a live session of the account is, and
	 * none of a login that may still be under way
	 * @return how many endings of single sessions are left, because they are later
	 */
	public int gather(String accountId, long epoch) {
		AccountKey account = AccountKey.of(accountId);
		List<EndedSession> all = this.sessions.values().stream().filter((ended) -> ended.isOf(account)).toList();
		OptionalLong expiresAt = all.stream()
			.filter((ended) -> ended.seq() <= epoch)
			.mapToLong(EndedSession::expiresAt)
			.max();
		if (expiresAt.isEmpty()) {
			return all.size();
		}
		// first, or a session would live meanwhile
		this.accounts.compute(accountId,
				(id, known) -> RevocationCutoff.with(known, epoch, EndReason.LOGGED_OUT, expiresAt.getAsLong()));
		this.sessions.values()
			.removeIf((ended) -> ended.isOf(account) && ended.seq() <= epoch
					&& ended.expiresAt() <= expiresAt.getAsLong());
		return (int) all.stream().filter((ended) -> ended.seq() > epoch).count();
	}

	void apply(Revocation row) {
		switch (row.scope()) {
			case SESSION -> apply(row, this.sessions);
			case KEY -> apply(row, this.keys);
			case ACCOUNT -> {
				if (row.accountId() != null) {
					this.accounts.compute(row.accountId(), (id, known) -> RevocationCutoff.with(known, row));
				}
			}
			case EVERYBODY -> applyToEverybody(row);
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
		this.sessions.values().removeIf((ended) -> ended.expiresAt() < now.getEpochSecond());
		this.keys.values().removeIf((ended) -> ended.expiresAt() < now.getEpochSecond());
		this.accounts.values().removeIf((cutoff) -> cutoff.expiresAt() < now.getEpochSecond());
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
		return this.sessions.size() + this.accounts.size() + this.keys.size();
	}

	/**
	 * Return how many requests could not be answered.
	 */
	long rejections() {
		return this.rejections.sum();
	}

	private static void apply(Revocation row, ConcurrentMap<String, EndedSession> ended) {
		if (row.handle() != null) {
			ended.putIfAbsent(row.handle(), EndedSession.of(row));
		}
	}

	private synchronized void applyToEverybody(Revocation row) {
		this.everybody = RevocationCutoff.with(this.everybody, row);
	}

}

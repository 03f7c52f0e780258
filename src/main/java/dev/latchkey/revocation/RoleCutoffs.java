package dev.latchkey.revocation;

import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * The roles all of whose holders' sessions ended at once, as a view keeps them. There are
 * no more than roles, however many accounts have them.
 */
class RoleCutoffs {

	private final ConcurrentMap<String, RevocationCutoff> byRole = new ConcurrentHashMap<>();

	// sessions that began later need not be compared role by role
	private final AtomicLong newest = new AtomicLong();

	void add(Revocation row) {
		if (row.handle() != null) {
			this.byRole.compute(row.handle(), (role, known) -> RevocationCutoff.with(known, row));
			this.newest.accumulateAndGet(row.seq(), Math::max);
		}
	}

	/**
	 * Return what ended a session first: something else, or one of its roles.
	 * @param other what else ended it, or {@code null}
	 */
	@Nullable RevocationCutoff first(RevocableSession session, @Nullable RevocationCutoff other) {
		return (session.epoch() < this.newest.get()) ? firstOfRoles(session, other) : other;
	}

	private @Nullable RevocationCutoff firstOfRoles(RevocableSession session, @Nullable RevocationCutoff other) {
		RevocationCutoff first = other;
		for (String role : session.roles()) {
			RevocationCutoff cutoff = this.byRole.get(role);
			if (cutoff != null && session.epoch() < cutoff.seq()) {
				first = cutoff.firstAfter(session.epoch()).orEarlier(first);
			}
		}
		return first;
	}

	/**
	 * Forget what ends nothing any more.
	 */
	void purge(Instant now) {
		this.byRole.values().removeIf((cutoff) -> cutoff.expiresAt() < now.getEpochSecond());
	}

	int size() {
		return this.byRole.size();
	}

}

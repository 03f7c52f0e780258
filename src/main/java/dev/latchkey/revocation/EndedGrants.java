package dev.latchkey.revocation;

import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What applications were given and has ended, as a view keeps it: grants that ended one
 * by one, and applications that lost all of theirs.
 */
class EndedGrants {

	private final EndedSessions byId = new EndedSessions();

	private final ConcurrentMap<String, RevocationCutoff> byClientId = new ConcurrentHashMap<>();

	void add(Revocation row) {
		if (row.scope() == Revocation.Scope.GRANT) {
			this.byId.add(row);
		}
		else if (row.handle() != null) {
			this.byClientId.compute(row.handle(), (id, known) -> RevocationCutoff.with(known, row));
		}
	}

	/**
	 * Tell whether a grant is among them.
	 * @param epoch the log's number when it was given
	 */
	boolean contains(String grantId, String clientId, long epoch) {
		RevocationCutoff cutoff = this.byClientId.get(clientId);
		return (cutoff != null && epoch < cutoff.seq()) || this.byId.get(grantId) != null;
	}

	/**
	 * Forget what ends nothing any more.
	 */
	void purge(Instant now) {
		this.byId.purge(now);
		this.byClientId.values().removeIf((cutoff) -> cutoff.expiresAt() < now.getEpochSecond());
	}

	int size() {
		return this.byId.size() + this.byClientId.size();
	}

}

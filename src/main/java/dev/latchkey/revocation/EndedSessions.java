package dev.latchkey.revocation;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongConsumer;

import org.jspecify.annotations.Nullable;

/**
 * Sessions, or signing keys, that ended one by one, as a view keeps them.
 */
class EndedSessions {

	private final ConcurrentMap<String, EndedSession> byHandle = new ConcurrentHashMap<>();

	@Nullable EndedSession get(String handle) {
		return this.byHandle.get(handle);
	}

	void add(Revocation row) {
		if (row.handle() != null) {
			this.byHandle.putIfAbsent(row.handle(), EndedSession.of(row));
		}
	}

	/**
	 * Forget what ends nothing any more.
	 */
	void purge(Instant now) {
		this.byHandle.values().removeIf((ended) -> ended.expiresAt() < now.getEpochSecond());
	}

	int size() {
		return this.byHandle.size();
	}

	List<EndingCrowd> crowds(int most) {
		return EndingCrowds.among(this.byHandle.values(), most);
	}

	/**
	 * Let something else end the sessions of an account that ended for a reason up to a
	 * number, and then forget that they ended one by one. A session began before it
	 * ended, so that its epoch is below that number.
	 * @param cutoff ends the account's sessions with an epoch below the number, until a
	 * time in seconds since 1970
	 * @return the numbers of the account's later endings for that reason
	 */
	long[] gather(AccountKey account, EndReason reason, long seq, LongConsumer cutoff) {
		List<EndedSession> all = this.byHandle.values()
			.stream()
			.filter((ended) -> ended.isOf(account, reason))
			.toList();
		List<EndedSession> gathered = all.stream().filter((ended) -> ended.seq() <= seq).toList();
		if (!gathered.isEmpty()) {
			long expiresAt = gathered.stream().mapToLong(EndedSession::expiresAt).max().getAsLong();
			// first, or a session would live meanwhile
			cutoff.accept(expiresAt);
			// what has been added meanwhile may last longer
			this.byHandle.values()
				.removeIf(
						(ended) -> ended.isOf(account, reason) && ended.seq() <= seq && ended.expiresAt() <= expiresAt);
		}
		return all.stream().mapToLong(EndedSession::seq).filter((number) -> number > seq).toArray();
	}

}

package dev.latchkey.revocation;

import org.jspecify.annotations.Nullable;

/**
 * A number in the log: sessions that began before it have ended. Keeps the few cutoffs
 * before it as well, only to tell each session what really ended it.
 *
 * @param seq the number
 * @param reason why the sessions between the earlier cutoff and this one ended
 * @param expiresAt when nothing that it ends can be alive any more, in seconds since 1970
 * @param gathered whether it stands for endings of single sessions
 * @param depth how many endings of all sessions are remembered, with this one
 * @param earlier the one before
 */
record RevocationCutoff(long seq, EndReason reason, long expiresAt, boolean gathered, int depth,
		@Nullable RevocationCutoff earlier) {

	private static final int REMEMBERED = 8;

	static RevocationCutoff with(@Nullable RevocationCutoff known, Revocation row) {
		return with(known, row.seq(), row.reason(), row.expiresAt().getEpochSecond(), false);
	}

	/**
	 * Return a cutoff with one more that stands for endings of single sessions. It takes
	 * the place of the last such one, so that endings of all sessions are remembered
	 * however often single ones are gathered.
	 */
	static RevocationCutoff gathered(@Nullable RevocationCutoff known, long seq, EndReason reason, long expiresAt) {
		return with(known, seq, reason, expiresAt, true);
	}

	private static RevocationCutoff with(@Nullable RevocationCutoff known, long seq, EndReason reason, long expiresAt,
			boolean gathered) {
		if (known == null) {
			return new RevocationCutoff(seq, reason, expiresAt, gathered, gathered ? 0 : 1, null);
		}
		// an earlier one may end what lasts longer
		long latest = Math.max(expiresAt, known.expiresAt());
		if (seq <= known.seq()) {
			// late: it ends nothing that is not ended already
			return new RevocationCutoff(known.seq(), known.reason(), latest, known.gathered(), known.depth(),
					known.earlier());
		}
		if (gathered && known.gathered()) {
			return new RevocationCutoff(seq, reason, latest, true, known.depth(), known.earlier());
		}
		int depth = gathered ? known.depth() : known.depth() + 1;
		return (depth > REMEMBERED) ? new RevocationCutoff(seq, reason, latest, false, 1, null)
				: new RevocationCutoff(seq, reason, latest, gathered, depth, known);
	}

	/**
	 * Return the first that ended a session, if it has ended.
	 */
	RevocationCutoff firstAfter(long epoch) {
		RevocationCutoff first = this;
		while (first.earlier != null && epoch < first.earlier.seq) {
			first = first.earlier;
		}
		return first;
	}

	/**
	 * Return the earlier of two cutoffs. One that was gathered from endings of single
	 * sessions counts only where there is no other: its number may be lower than theirs.
	 */
	RevocationCutoff orEarlier(@Nullable RevocationCutoff other) {
		if (other == null) {
			return this;
		}
		boolean earlier = (this.gathered != other.gathered) ? this.gathered : other.seq < this.seq;
		return earlier ? other : this;
	}

}

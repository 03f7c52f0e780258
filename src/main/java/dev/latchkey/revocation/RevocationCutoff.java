package dev.latchkey.revocation;

import org.jspecify.annotations.Nullable;

/**
 * A number in the log: sessions that began before it have ended. Keeps the few cutoffs
 * before it as well, only to tell each session what really ended it.
 *
 * @param seq the number
 * @param reason why the sessions between the earlier cutoff and this one ended
 * @param expiresAt when nothing that it ends can be alive any more, in seconds since 1970
 * @param depth how many cutoffs are remembered, with this one
 * @param earlier the one before
 */
record RevocationCutoff(long seq, EndReason reason, long expiresAt, int depth, @Nullable RevocationCutoff earlier) {

	private static final int REMEMBERED = 8;

	static RevocationCutoff with(@Nullable RevocationCutoff known, Revocation row) {
		return with(known, row.seq(), row.reason(), row.expiresAt().getEpochSecond());
	}

	static RevocationCutoff with(@Nullable RevocationCutoff known, long seq, EndReason reason, long expiresAt) {
		if (known == null) {
			return new RevocationCutoff(seq, reason, expiresAt, 1, null);
		}
		// an earlier one may end what lasts longer
		long latest = Math.max(expiresAt, known.expiresAt());
		if (seq > known.seq()) {
			boolean full = known.depth() >= REMEMBERED;
			return new RevocationCutoff(seq, reason, latest, full ? 1 : known.depth() + 1, full ? null : known);
		}
		// late: it ends nothing that is not ended already
		return new RevocationCutoff(known.seq(), known.reason(), latest, known.depth(), known.earlier());
	}

	EndReason firstAfter(long epoch) {
		RevocationCutoff first = this;
		while (first.earlier != null && epoch < first.earlier.seq) {
			first = first.earlier;
		}
		return first.reason;
	}

}

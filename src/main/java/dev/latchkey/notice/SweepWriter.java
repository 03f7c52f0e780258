package dev.latchkey.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes the notices of endings of very many sessions. It does so in steps, by any node:
 * where two do the same step at once, one of them writes nothing. No step comes before
 * the application has answered most of what waits, so that one that never answers does
 * not fill the database.
 */
class SweepWriter {

	private static final Duration PAUSE = Duration.ofSeconds(1);

	/** More than an application answers in that pause. */
	static final int MOST_WAITING = 1_000;

	private final SweepRows rows;

	private final SweptGrants grants;

	private final NoticeWriter writer;

	private final NoticeBacklog backlog;

	private final TransactionOperations transaction;

	private final Clock clock;

	SweepWriter(SweepRows rows, SweptGrants grants, NoticeWriter writer, NoticeBacklog backlog,
			TransactionOperations transaction, Clock clock) {
		this.rows = rows;
		this.grants = grants;
		this.writer = writer;
		this.backlog = backlog;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * Write the next notices of a sweep that was taken. What is left a day after the
	 * ending is given up.
	 * @throws IllegalArgumentException if what it ended is not known
	 */
	void step(EndingSweep sweep) {
		Instant now = this.clock.instant();
		if (now.isAfter(sweep.endedAt().plus(NoticeWriter.KEPT))) {
			this.rows.delete(sweep);
		}
		else if (this.backlog.reaches(sweep.applicationId(), MOST_WAITING)) {
			this.rows.moveOn(sweep, sweep.place(), now.plus(PAUSE));
		}
		else {
			this.transaction.executeWithoutResult((status) -> write(sweep, now));
		}
	}

	private void write(EndingSweep sweep, Instant now) {
		// a later pass looks for those only that the first may have come too early for
		Instant since = (sweep.pass() == 1) ? Instant.EPOCH : sweep.endedAt().minus(SweepRows.SETTLED);
		GrantSteps.Step step = this.grants.find(sweep, since);
		@Nullable String place = step.place();
		if (place == null) {
			this.rows.finish(sweep);
		}
		else if (this.rows.moveOn(sweep, place, now)) {
			this.writer.write(SweptGrants.recipients(step.found()), sweep.issuer());
		}
	}

}

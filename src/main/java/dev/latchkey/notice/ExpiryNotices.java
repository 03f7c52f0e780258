package dev.latchkey.notice;

import java.util.List;
import java.util.Objects;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Tells applications of sessions that have expired, because they were idle or old.
 * Nothing needs to be revoked, as all that hangs on them is over too; a grant of which
 * the application was told is marked, so that one node does it, once.
 */
class ExpiryNotices implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(ExpiryNotices.class);

	/** What is left goes with the next run. */
	private static final int MOST_STEPS = 250;

	private static final String START = "";

	private final ExpiredSessions expired;

	private final NoticeWriter writer;

	private final NoticeIssuer issuer;

	private final TransactionOperations transaction;

	/** The last grant that was looked at: the next run goes on there. */
	private String place = START;

	ExpiryNotices(ExpiredSessions expired, NoticeWriter writer, NoticeIssuer issuer,
			TransactionOperations transaction) {
		this.expired = expired;
		this.writer = writer;
		this.issuer = issuer;
		this.transaction = transaction;
	}

	@Override
	public void run() {
		try {
			for (int i = 0; i < MOST_STEPS; i++) {
				GrantSteps.Step step = this.expired.find(this.place);
				tell(step.found());
				this.place = Objects.requireNonNullElse(step.place(), START);
				if (this.place.equals(START)) {
					return;
				}
			}
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("Applications could not be told of expired sessions, which is tried again: {}", ex.toString());
		}
	}

	private void tell(List<SweptGrants.Found> found) {
		if (!found.isEmpty()) {
			this.transaction.executeWithoutResult((status) -> this.writer
				.write(SweptGrants.recipients(this.expired.noteTold(found)), this.issuer.current()));
		}
	}

}

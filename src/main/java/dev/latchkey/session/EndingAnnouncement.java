package dev.latchkey.session;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import dev.latchkey.revocation.NodeConfirmation;
import dev.latchkey.revocation.Revocation;
import dev.latchkey.revocation.RevocationAnnouncement;
import dev.latchkey.revocation.RevocationBroadcast;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Makes known what a transaction has ended, after it has committed: to the nodes and the
 * deny-list first, then in this process by an event, in the caller's thread, so that the
 * mode has removed what it stored by the time of the answer; and only then waits for the
 * nodes.
 */
class EndingAnnouncement {

	private static final Logger logger = LoggerFactory.getLogger(EndingAnnouncement.class);

	private final RevocationBroadcast broadcast;

	private final SessionHousekeeping housekeeping;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	EndingAnnouncement(RevocationBroadcast broadcast, SessionHousekeeping housekeeping,
			ApplicationEventPublisher events, Clock clock) {
		this.broadcast = broadcast;
		this.housekeeping = housekeeping;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Announce what was ended, and wait until the nodes have applied it, and for the rest
	 * of the second until the applications have been told.
	 */
	EndResult finish(EndedRows ended) {
		return await(ended, announce(ended), countListed(ended.rows()));
	}

	/**
	 * Announce what was ended, and wait until the nodes have applied it, but not for
	 * applications: the answer does not tell of them.
	 */
	void finishUntold(EndedRows ended) {
		this.broadcast.await(announce(ended));
	}

	/**
	 * Announce what was ended, without waiting.
	 */
	void start(EndedRows ended) {
		if (!ended.revocations().isEmpty()) {
			announce(ended);
		}
	}

	/**
	 * Wait until the nodes have applied all that was committed by now, by this caller or
	 * by another one.
	 */
	NodeConfirmation awaitStarted() {
		try {
			return this.broadcast.await(this.broadcast.announce(List.of()));
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("Cannot tell which nodes know what has ended: {}", ex.toString());
			return NodeConfirmation.UNKNOWN;
		}
	}

	/**
	 * Announce that all sessions of all accounts have ended, and wait likewise.
	 */
	EndResult finishEverySession(EndedRows ended) {
		RevocationAnnouncement announcement = announce(ended);
		return await(ended, announcement, countEndedBy(ended.revocations().get(0)));
	}

	private EndResult await(EndedRows ended, RevocationAnnouncement announcement, int counted) {
		NodeConfirmation nodes = this.broadcast.await(announcement);
		return new EndResult(counted, nodes, ended.notices().await(announcement.deadline()));
	}

	private RevocationAnnouncement announce(EndedRows ended) {
		// first: what follows may wait for Redis
		ended.notices().send();
		RevocationAnnouncement announcement = this.broadcast.announce(ended.revocations());
		if (!ended.revocations().isEmpty()) {
			this.events.publishEvent(ended.event());
		}
		return announcement;
	}

	/**
	 * Count the sessions that a list would have shown: idle ones end as well, but were
	 * not listed any more.
	 */
	private int countListed(List<UserSessions.Row> rows) {
		Instant now = this.clock.instant();
		return Math.toIntExact(rows.stream().filter((row) -> row.idleExpiresAt().isAfter(now)).count());
	}

	/**
	 * Count what was ended, or return 0 where the database cannot count millions of rows
	 * within the second that a statement may take: the sessions have ended all the same,
	 * and the answer must not say otherwise.
	 */
	private int countEndedBy(Revocation revocation) {
		try {
			return this.housekeeping.countEndedBy(revocation);
		}
		catch (DataAccessException ex) {
			logger.warn("All sessions have ended, but could not be counted: {}", ex.toString());
			return 0;
		}
	}

}

package dev.latchkey.revocation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

import dev.latchkey.revocation.LogPosition.LastRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feed that suffices on its own: it commits this node's lease, then reads what is new
 * in the log. It runs on schedule, and whenever a push shows that something is missing;
 * one pull at a time.
 */
class LogPull {

	private static final Logger logger = LoggerFactory.getLogger(LogPull.class);

	private final NodeId node;

	private final RevocationLog log;

	private final NodeLeases leases;

	private final KnownNodes knownNodes;

	private final RevocationView view;

	private final LogPosition position;

	private final RevocationMetrics metrics;

	private final Duration lease;

	private final Clock clock;

	private final LongSupplier nanoTime;

	private boolean takingPart;

	LogPull(NodeId node, RevocationLog log, NodeLeases leases, KnownNodes knownNodes, RevocationView view,
			LogPosition position, RevocationMetrics metrics, Duration lease, Clock clock, LongSupplier nanoTime) {
		this.node = node;
		this.log = log;
		this.leases = leases;
		this.knownNodes = knownNodes;
		this.view = view;
		this.position = position;
		this.metrics = metrics;
		this.lease = lease;
		this.clock = clock;
		this.nanoTime = nanoTime;
	}

	/**
	 * Start to take part: commit the lease, then read the whole log. The head is read
	 * first: all rows up to it have been committed by then, so that none can be missed.
	 */
	synchronized void start() {
		long before = this.nanoTime.getAsLong();
		this.leases.renew(this.node.value(), 0, this.lease);
		readWholeLog();
		this.leases.acknowledge(this.node.value(), this.position.applied());
		this.leases.shorten();
		this.knownNodes.refresh();
		this.view.markFreshAsOf(before);
		this.takingPart = true;
	}

	/**
	 * Pull, and let the view count as fresh only if all steps succeeded. The promise
	 * rests on the order of the steps: the clock is read before the lease is sent, and
	 * the lease is committed before the log is read. A node that does not take part has
	 * no lease, and must not get one.
	 * @return whether it takes part, and so has read the log
	 */
	synchronized boolean pull() {
		if (!this.takingPart) {
			return false;
		}
		long before = this.nanoTime.getAsLong();
		LastRow last = this.position.lastRow();
		this.leases.renew(this.node.value(), last.seq(), this.lease);
		List<Revocation> rows = this.log.from(last.seq());
		if (wasPurged(last, rows)) {
			readWholeLog();
		}
		else if (wasRewound(last, rows)) {
			if (this.log.endAllUnlessThere(last)) {
				logger
					.error("The database was rewound: what is number {} of the revocation log now is not what it was. "
							+ "All sessions are ended.", last.seq());
			}
			readWholeLog();
		}
		else {
			rows.stream().filter((row) -> row.seq() > this.position.applied()).forEach(this.metrics::recordPullLag);
			this.position.applyRun(rows);
		}
		if (this.position.applied() != last.seq()) {
			this.leases.acknowledge(this.node.value(), this.position.applied());
		}
		this.view.markFreshAsOf(before);
		this.leases.shorten();
		return true;
	}

	/**
	 * Stop taking part: the view stops answering first, and only then is the lease given
	 * up, so that no other node waits for this one.
	 */
	synchronized void giveUp() {
		this.takingPart = false;
		this.view.markStale();
		this.leases.giveUp(this.node.value());
	}

	private void readWholeLog() {
		LastRow newest = this.log.lastRow();
		this.position.startAt(newest, this.log.unexpired());
	}

	/**
	 * Tell whether the row that this node had reached may have been purged because the
	 * node was away for that long.
	 */
	private boolean wasPurged(LastRow last, List<Revocation> rows) {
		boolean gone = rows.isEmpty() || rows.get(0).seq() != last.seq();
		return gone && last.expiresAt().isBefore(this.clock.instant());
	}

	private static boolean wasRewound(LastRow last, List<Revocation> rows) {
		return last.seq() > 0
				&& (rows.isEmpty() || rows.get(0).seq() != last.seq() || !rows.get(0).id().equals(last.id()));
	}

}

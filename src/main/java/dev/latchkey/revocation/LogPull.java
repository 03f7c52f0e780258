package dev.latchkey.revocation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

import dev.latchkey.revocation.LogPosition.Mark;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * The feed that is always enough: commits this node's lease, then reads what is new in
 * the log. Runs twice a second, and whenever the push shows that something is missing;
 * one at a time.
 */
class LogPull implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(LogPull.class);

	private final NodeId node;

	private final Revocations revocations;

	private final NodeLeases leases;

	private final RevocationView view;

	private final LogPosition progress;

	private final RevocationMetrics metrics;

	private final ApplicationEventPublisher events;

	private final Duration lease;

	private final Clock clock;

	private final LongSupplier nanoTime;

	private boolean takingPart;

	private boolean lost;

	LogPull(NodeId node, Revocations revocations, NodeLeases leases, RevocationView view, LogPosition progress,
			RevocationMetrics metrics, ApplicationEventPublisher events, Duration lease, Clock clock,
			LongSupplier nanoTime) {
		this.node = node;
		this.revocations = revocations;
		this.leases = leases;
		this.view = view;
		this.progress = progress;
		this.metrics = metrics;
		this.events = events;
		this.lease = lease;
		this.clock = clock;
		this.nanoTime = nanoTime;
	}

	/**
	 * Begin: lease, then the whole log. The head is read first: all rows up to it have
	 * been committed by then, so that none can be missed.
	 */
	synchronized void start() {
		long before = this.nanoTime.getAsLong();
		this.leases.renew(this.node.value(), 0, this.lease);
		snapshot();
		this.leases.acknowledge(this.node.value(), this.progress.applied());
		this.view.freshAsOf(before);
		this.takingPart = true;
	}

	/**
	 * Pull on schedule. A log that cannot be read is no error here: the view gets older,
	 * and says so itself.
	 */
	@Override
	public void run() {
		try {
			now();
			if (this.lost) {
				logger.info("The revocation log can be read again");
				this.lost = false;
				this.events.publishEvent(new DatabaseRecovered());
			}
		}
		catch (RuntimeException ex) {
			if (!this.lost) {
				logger.warn("The revocation log cannot be read; this node answers from its view for {} at most: {}",
						this.lease, ex.toString());
				this.lost = true;
				this.events.publishEvent(new DatabaseUnreachable(ex.getClass().getSimpleName()));
			}
		}
	}

	/**
	 * Pull, and let nobody believe that it happened if it did not. The order of the steps
	 * is what the promise rests on: the clock is read before the lease is sent, and the
	 * lease is committed before the log is read. A node that does not take part has no
	 * lease, and must not get one.
	 */
	synchronized void now() {
		if (!this.takingPart) {
			return;
		}
		long before = this.nanoTime.getAsLong();
		Mark mark = this.progress.mark();
		this.leases.renew(this.node.value(), mark.seq(), this.lease);
		List<Revocation> rows = this.revocations.from(mark.seq());
		if (lostSightOf(mark, rows)) {
			snapshot();
		}
		else if (rewound(mark, rows)) {
			logger.error("The database was rewound: what is number {} of the revocation log now is not what it was. "
					+ "All sessions are ended.", mark.seq());
			this.revocations.endEverybodyAfter(mark.seq());
			snapshot();
		}
		else {
			rows.stream().filter((row) -> row.seq() > this.progress.applied()).forEach(this.metrics::pulled);
			this.progress.applyRun(rows);
		}
		if (this.progress.applied() != mark.seq()) {
			this.leases.acknowledge(this.node.value(), this.progress.applied());
		}
		this.view.freshAsOf(before);
	}

	/**
	 * Stop taking part: first answer nothing any more, then let nobody wait for it.
	 */
	synchronized void giveUp() {
		this.takingPart = false;
		this.view.trustNoMore();
		this.leases.giveUp(this.node.value());
	}

	void purge() {
		this.view.purge(this.clock.instant());
		this.revocations.purge();
		this.leases.purge();
	}

	private void snapshot() {
		Mark head = this.revocations.mark();
		this.progress.startAt(head, this.revocations.unexpired());
	}

	/**
	 * Tell whether the row that this node had come to may just have been purged, because
	 * the node was away for that long.
	 */
	private boolean lostSightOf(Mark mark, List<Revocation> rows) {
		boolean gone = rows.isEmpty() || rows.get(0).seq() != mark.seq();
		return gone && mark.expiresAt().isBefore(this.clock.instant());
	}

	private static boolean rewound(Mark mark, List<Revocation> rows) {
		return mark.seq() > 0
				&& (rows.isEmpty() || rows.get(0).seq() != mark.seq() || !rows.get(0).id().equals(mark.id()));
	}

}

package dev.latchkey.revocation;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Makes revocations that have been committed known to every node, and waits for the nodes
 * to confirm them.
 */
public class RevocationBroadcast {

	private static final Logger logger = LoggerFactory.getLogger(RevocationBroadcast.class);

	private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

	private static final long LOOK_AGAIN = Duration.ofMillis(100).toNanos();

	private final NodeId node;

	private final Revocations revocations;

	private final NodeLeases leases;

	private final LogPosition position;

	private final LogPull pull;

	private final RevocationPush push;

	private final DenyList denyList;

	private final NodeAcknowledgements acknowledgements;

	private final RevocationMetrics metrics;

	RevocationBroadcast(NodeId node, Revocations revocations, NodeLeases leases, LogPosition position, LogPull pull,
			RevocationPush push, DenyList denyList, NodeAcknowledgements acknowledgements, RevocationMetrics metrics) {
		this.node = node;
		this.revocations = revocations;
		this.leases = leases;
		this.position = position;
		this.pull = pull;
		this.push = push;
		this.denyList = denyList;
		this.acknowledgements = acknowledgements;
		this.metrics = metrics;
	}

	/**
	 * Make committed revocations known: to this node's own view and to the other nodes
	 * first, then to the deny-list. The second that
	 * {@link #await(RevocationAnnouncement)} may take starts with this call.
	 * @param committed the rows, whose transaction has committed; with none, the
	 * announcement stands for all that other nodes have committed by now
	 * @return what to wait for
	 * @throws DataAccessException if there are no rows, and the log cannot be read
	 */
	public RevocationAnnouncement announce(List<Revocation> committed) {
		long deadline = System.nanoTime() + PATIENCE;
		long seq = committed.isEmpty() ? this.revocations.head() : committed.get(committed.size() - 1).seq();
		committed.forEach(this.position::apply);
		this.metrics.countRevoked(committed);
		this.push.send(committed);
		this.denyList.write(committed);
		return new RevocationAnnouncement(seq, deadline);
	}

	/**
	 * Wait until every node that may answer from its view has applied what was announced,
	 * for at most a second after the announcement began.
	 * @param announcement what was announced
	 * @return how many live nodes have applied it
	 */
	public NodeConfirmation await(RevocationAnnouncement announcement) {
		NodeConfirmation nodes = awaitAll(announcement);
		long waited = System.nanoTime() - (announcement.deadline() - PATIENCE);
		this.metrics.recordConfirmation(Duration.ofNanos(waited), nodes.complete());
		return nodes;
	}

	private NodeConfirmation awaitAll(RevocationAnnouncement announcement) {
		try {
			if (this.position.applied() < announcement.seq()) {
				this.pull.pull();
			}
			return awaitNodes(announcement);
		}
		catch (DataAccessException | TransactionException ex) {
			// the revocation is durable, but which nodes have yet to apply it is unknown
			logger.warn("Cannot tell which nodes have applied revocation {}: {}", announcement.seq(), ex.toString());
			return NodeConfirmation.UNKNOWN;
		}
	}

	/**
	 * Forget the acknowledgements of nodes that no longer exist.
	 */
	void purge() {
		this.acknowledgements.keepOnly(this.leases.live().keySet());
	}

	/**
	 * Wait for each node until it has reached the number or its lease has expired. The
	 * leases are read after the commit: a node without a lease reads the log later.
	 */
	private NodeConfirmation awaitNodes(RevocationAnnouncement announcement) {
		long seq = announcement.seq();
		while (true) {
			Map<String, Long> others = new HashMap<>(this.leases.live());
			others.remove(this.node.value());
			int applied = this.acknowledgements.count(others, seq);
			long left = announcement.deadline() - System.nanoTime();
			if (applied == others.size() || left <= 0) {
				return new NodeConfirmation(others.size() + 1, applied + 1);
			}
			try {
				this.acknowledgements.await(others, seq, Math.min(left, LOOK_AGAIN));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return new NodeConfirmation(others.size() + 1, applied + 1);
			}
		}
	}

}

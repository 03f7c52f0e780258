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
 * Makes what was committed to the log true on every node, and says how far that is.
 */
public class RevocationBroadcast {

	private static final Logger logger = LoggerFactory.getLogger(RevocationBroadcast.class);

	private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

	private static final long LOOK_AGAIN = Duration.ofMillis(100).toNanos();

	private final NodeId node;

	private final Revocations revocations;

	private final NodeLeases leases;

	private final LogPosition progress;

	private final LogPull pull;

	private final RevocationPush push;

	private final DenyList denyList;

	private final NodeAcknowledgements acknowledgements;

	private final RevocationMetrics metrics;

	RevocationBroadcast(NodeId node, Revocations revocations, NodeLeases leases, LogPosition progress, LogPull pull,
			RevocationPush push, DenyList denyList, NodeAcknowledgements acknowledgements, RevocationMetrics metrics) {
		this.node = node;
		this.revocations = revocations;
		this.leases = leases;
		this.progress = progress;
		this.pull = pull;
		this.push = push;
		this.denyList = denyList;
		this.acknowledgements = acknowledgements;
		this.metrics = metrics;
	}

	/**
	 * Make committed revocations known, and wait until every node that may answer from
	 * its view has them, for a second at most. With none, wait for whatever others have
	 * just committed.
	 * @param committed the rows, whose transaction has committed
	 * @param meanwhile what is to be done before the wait
	 * @return how far they have come
	 */
	public NodeConfirmation spread(List<Revocation> committed, Runnable meanwhile) {
		long deadline = System.nanoTime() + PATIENCE;
		long target = committed.isEmpty() ? this.revocations.head() : committed.get(committed.size() - 1).seq();
		committed.forEach(this.progress::apply);
		this.metrics.revoked(committed);
		this.push.announce(committed);
		this.denyList.write(committed);
		meanwhile.run();
		try {
			if (this.progress.applied() < target) {
				this.pull.now();
			}
			return await(target, deadline);
		}
		catch (DataAccessException | TransactionException ex) {
			// it is durable, but who still has to hear of it cannot be told
			logger.warn("Cannot tell which nodes have applied revocation {}: {}", target, ex.toString());
			return NodeConfirmation.UNKNOWN;
		}
	}

	/**
	 * Forget what nodes have said that are no more.
	 */
	void purge() {
		this.acknowledgements.keepOnly(this.leases.live().keySet());
	}

	/**
	 * Wait for each node until it has come to a number or its lease is over. The leases
	 * are read after the commit: a node that is not among them reads the log later.
	 */
	private NodeConfirmation await(long target, long deadline) {
		while (true) {
			Map<String, Long> others = new HashMap<>(this.leases.live());
			others.remove(this.node.value());
			int applied = this.acknowledgements.count(others, target);
			long left = deadline - System.nanoTime();
			if (applied == others.size() || left <= 0) {
				return new NodeConfirmation(others.size() + 1, applied + 1);
			}
			try {
				this.acknowledgements.await(others, target, Math.min(left, LOOK_AGAIN));
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return new NodeConfirmation(others.size() + 1, applied + 1);
			}
		}
	}

}

package dev.latchkey.revocation;

import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes that live, as far as the database has told this one. A node has a new name
 * with each start, so what was recorded of an earlier life is not believed again: the
 * database may have been restored since. The database is asked about a name that is not
 * known, but no more than twice a second, however much is sent.
 */
class KnownNodes {

	private static final Logger logger = LoggerFactory.getLogger(KnownNodes.class);

	private static final long PAUSE = Duration.ofMillis(500).toNanos();

	private final NodeId own;

	private final NodeLeases leases;

	private final LongSupplier nanoTime;

	private volatile Set<String> live = Set.of();

	private long lastAsked;

	KnownNodes(NodeId own, NodeLeases leases, LongSupplier nanoTime) {
		this.own = own;
		this.leases = leases;
		this.nanoTime = nanoTime;
		this.lastAsked = nanoTime.getAsLong() - PAUSE;
	}

	/**
	 * Tell whether a name is the one of a live node.
	 */
	boolean contains(String node) {
		return node.equals(this.own.value()) || this.live.contains(node) || askAgain().contains(node);
	}

	/**
	 * Ask the database which nodes live.
	 */
	void refresh() {
		this.live = this.leases.liveNames();
	}

	private synchronized Set<String> askAgain() {
		long now = this.nanoTime.getAsLong();
		if (now - this.lastAsked >= PAUSE) {
			this.lastAsked = now;
			try {
				refresh();
			}
			catch (RuntimeException ex) {
				logger.debug("The database does not say which nodes live", ex);
			}
		}
		return this.live;
	}

}

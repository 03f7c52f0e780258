package dev.latchkey.revocation;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The highest sequence number that each node has acknowledged.
 */
class NodeAcknowledgements {

	private final ConcurrentMap<String, Long> applied = new ConcurrentHashMap<>();

	/**
	 * Record what a node has acknowledged.
	 */
	void note(String node, long seq) {
		this.applied.merge(node, seq, Math::max);
		synchronized (this) {
			notifyAll();
		}
	}

	/**
	 * Return how many of some nodes have reached a number.
	 * @param live the nodes, and the number that each has reached by its own row
	 */
	int count(Map<String, Long> live, long seq) {
		return Math.toIntExact(live.entrySet()
			.stream()
			.filter((node) -> Math.max(node.getValue(), this.applied.getOrDefault(node.getKey(), 0L)) >= seq)
			.count());
	}

	/**
	 * Wait until all of some nodes have reached a number, or until the time is over.
	 */
	synchronized void await(Map<String, Long> live, long seq, long nanos) throws InterruptedException {
		long deadline = System.nanoTime() + nanos;
		long left = nanos;
		while (count(live, seq) < live.size() && left > 0) {
			wait(left / 1_000_000, (int) (left % 1_000_000));
			left = deadline - System.nanoTime();
		}
	}

	/**
	 * Forget nodes that no longer exist.
	 */
	void keepOnly(Set<String> live) {
		this.applied.keySet().retainAll(live);
	}

}

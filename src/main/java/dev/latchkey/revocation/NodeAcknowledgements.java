package dev.latchkey.revocation;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * How far other nodes have said that they have come.
 */
class NodeAcknowledgements {

	private final ConcurrentMap<String, Long> applied = new ConcurrentHashMap<>();

	/**
	 * Take note of what a node said.
	 */
	void note(String node, long seq) {
		this.applied.merge(node, seq, Math::max);
		synchronized (this) {
			notifyAll();
		}
	}

	/**
	 * Return how many of some nodes have come to a number.
	 * @param live the nodes, and how far each has come by its own row
	 */
	int count(Map<String, Long> live, long seq) {
		return Math.toIntExact(live.entrySet()
			.stream()
			.filter((node) -> Math.max(node.getValue(), this.applied.getOrDefault(node.getKey(), 0L)) >= seq)
			.count());
	}

	/**
	 * Wait until all of some nodes have come to a number, or until the time is over.
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
	 * Forget nodes that are no more.
	 */
	void keepOnly(Set<String> live) {
		this.applied.keySet().retainAll(live);
	}

}

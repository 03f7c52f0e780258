package dev.latchkey.web.server;

import org.apache.coyote.AbstractProtocol;

/**
 * How many connections the heap has room for. Each may hold a head that its client never
 * completes: 112 KB, as measured, for one of 30 KB and a hundred fields.
 *
 * @param connections how many connections the server may have at once
 */
record ConnectionRoom(int connections) {

	/** Twice as much as such a head takes: the other half is for all else. */
	private static final int BYTES_FOR_EACH = 256 * 1024;

	/** As many networks can fill the server together. */
	private static final int NETWORKS = 4;

	/**
	 * Return the room of a heap.
	 * @param heap how large it can become, in bytes
	 */
	static ConnectionRoom of(long heap) {
		return new ConnectionRoom((int) Math.max(NETWORKS, Math.min(heap / BYTES_FOR_EACH, Integer.MAX_VALUE)));
	}

	/**
	 * Return how many connections one network may have.
	 * @param configured how many it would have in a heap of any size
	 */
	int ofNetwork(int configured) {
		return Math.min(configured, this.connections / NETWORKS);
	}

	/**
	 * Let a protocol have no more connections than there is room for.
	 */
	void limit(AbstractProtocol<?> protocol) {
		int configured = protocol.getMaxConnections();
		// -1 is without a limit
		protocol.setMaxConnections((configured < 0) ? this.connections : Math.min(configured, this.connections));
	}

}

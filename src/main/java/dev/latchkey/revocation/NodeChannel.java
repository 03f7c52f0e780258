package dev.latchkey.revocation;

/**
 * Carries short messages between the nodes, fast and without any promise: they may be
 * lost, come twice or out of order.
 */
interface NodeChannel {

	/**
	 * Send a message to all nodes, this one too. That it could not be sent is no error.
	 */
	void send(String message);

	/**
	 * Register the listener, which gets one message at a time.
	 */
	void onMessage(NodeMessageListener listener);

}

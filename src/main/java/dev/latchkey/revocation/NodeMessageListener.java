package dev.latchkey.revocation;

/**
 * Gets the messages of a {@link NodeChannel}, one at a time.
 */
@FunctionalInterface
interface NodeMessageListener {

	/**
	 * Receive a message.
	 */
	void receive(String message);

}

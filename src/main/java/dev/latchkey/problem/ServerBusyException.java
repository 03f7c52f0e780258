package dev.latchkey.problem;

/**
 * A client, or its network, keeps as much of the server busy as it may, or all clients
 * together do. Nothing was done: this is 503. It has no stack trace, because strangers
 * can cause as many of them as they like.
 */
public class ServerBusyException extends RuntimeException {

	/**
	 * Create the exception.
	 */
	public ServerBusyException() {
		super("Too many requests at once", null, false, false);
	}

}

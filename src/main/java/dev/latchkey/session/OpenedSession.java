package dev.latchkey.session;

/**
 * A session that the gate has opened, or opened once more for a refresh. A mode issues
 * credentials for nothing else, and only the gate can make one.
 */
public final class OpenedSession {

	private final Session session;

	private final Transport transport;

	private final boolean remembered;

	private final long generation;

	OpenedSession(Session session, Transport transport, boolean remembered, long generation) {
		this.session = session;
		this.transport = transport;
		this.remembered = remembered;
		this.generation = generation;
	}

	/**
	 * Return the session.
	 * @return the session
	 */
	public Session session() {
		return this.session;
	}

	/**
	 * Return how the client wants to carry the credential.
	 * @return the transport
	 */
	public Transport transport() {
		return this.transport;
	}

	/**
	 * Return whether the credential should outlive the browser.
	 * @return whether the user asked to be remembered
	 */
	public boolean remembered() {
		return this.remembered;
	}

	/**
	 * Return which refresh of the session this is.
	 * @return 0 for the login, then one more with each successor
	 */
	public long generation() {
		return this.generation;
	}

}

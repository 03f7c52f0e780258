package dev.latchkey.session;

/**
 * A credential of a session, which may be in use. A node keeps one for as long as it
 * keeps what it has read of the credential.
 */
public final class Use {

	private final String handle;

	private final long generation;

	// in milliseconds; that two requests note the same does no harm
	private volatile long notedAt;

	/**
	 * What has not been noted.
	 * @param handle the session
	 * @param generation the refresh that the credential came with, 0 where there is none
	 */
	public Use(String handle, long generation) {
		this.handle = handle;
		this.generation = generation;
	}

	String handle() {
		return this.handle;
	}

	long generation() {
		return this.generation;
	}

	/**
	 * Note it, unless that was done within a while.
	 * @param now in milliseconds
	 * @param blur how long that while is, in milliseconds
	 * @return whether it has to be noted
	 */
	boolean isNews(long now, long blur) {
		if (now - this.notedAt < blur) {
			return false;
		}
		this.notedAt = now;
		return true;
	}

}

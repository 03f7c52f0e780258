package dev.latchkey.mode.session;

import java.util.List;

/**
 * The names of the session mode's keys in Redis. {@code src/docs/architecture.md} lists
 * those of all packages.
 */
final class RedisKeys {

	private static final String SESSION = "latchkey:sessions:";

	private static final String HANDLE = "latchkey:session-of:";

	private static final String READY = "latchkey:ready:";

	private RedisKeys() {
	}

	/**
	 * Return the key of a session, which is also Spring Session's with the namespace
	 * {@code latchkey}.
	 */
	static String session(String id) {
		return SESSION + id;
	}

	/**
	 * Return the key of a session's tombstone. The whole key of the session is the hash
	 * tag of this one, so on a cluster both share a slot and one script may use both.
	 */
	static String tombstone(String id) {
		return "latchkey:ended:{" + session(id) + "}";
	}

	static List<String> sessionAndTombstone(String id) {
		return List.of(session(id), tombstone(id));
	}

	/**
	 * Return the key under which a session's id is found by its handle.
	 */
	static String handle(String handle) {
		return HANDLE + handle;
	}

	/**
	 * Return the key under which a node tries whether Redis stores values.
	 */
	static String ready(String node) {
		return READY + node;
	}

}

package dev.latchkey.mode.session;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import dev.latchkey.session.SessionsEnded;
import dev.latchkey.session.seen.SessionsSeen;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;

/**
 * Writes to Redis when sessions were last seen, for the other nodes. A time that could
 * not be written is kept and written later: it may be the session's last use for long,
 * and other nodes would call the session idle.
 */
class RedisLastSeen {

	private static final Logger logger = LoggerFactory.getLogger(RedisLastSeen.class);

	// as many as a node caches: hardly more sessions are in use on it
	private static final int MOST_UNWRITTEN = 100_000;

	private final ConcurrentMap<String, Instant> unwritten = new ConcurrentHashMap<>();

	private final SessionsByHandle sessions;

	RedisLastSeen(SessionsByHandle sessions) {
		this.sessions = sessions;
	}

	@EventListener
	void touch(SessionsSeen seen) {
		Map<String, Instant> due = new HashMap<>(this.unwritten);
		seen.lastSeen().forEach((handle, at) -> due.merge(handle, at, RedisLastSeen::later));
		write(due);
	}

	/**
	 * Write the times that could not be written before.
	 */
	void catchUp() {
		if (!this.unwritten.isEmpty()) {
			write(Map.copyOf(this.unwritten));
		}
	}

	@EventListener
	void forget(SessionsEnded ended) {
		ended.handles().forEach(this.unwritten::remove);
	}

	/**
	 * Return how many times could not be written yet.
	 */
	int unwritten() {
		return this.unwritten.size();
	}

	private void write(Map<String, Instant> due) {
		try {
			this.sessions.touch(due);
			// but for a later time that has come in since
			due.forEach(this.unwritten::remove);
		}
		catch (RuntimeException ex) {
			due.forEach(this::keep);
			logger.warn("Last-seen could not be written to Redis, and is kept for the next time: {}", ex.toString());
		}
	}

	private void keep(String handle, Instant at) {
		if (this.unwritten.size() < MOST_UNWRITTEN || this.unwritten.containsKey(handle)) {
			this.unwritten.merge(handle, at, RedisLastSeen::later);
		}
	}

	private static Instant later(Instant one, Instant other) {
		return one.isAfter(other) ? one : other;
	}

}

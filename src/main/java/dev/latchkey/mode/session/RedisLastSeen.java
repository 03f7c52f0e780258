package dev.latchkey.mode.session;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import dev.latchkey.session.SessionsEnded;
import dev.latchkey.session.SessionsSeen;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;

/**
 * Tells Redis which sessions are in use, for the nodes that do not see it themselves.
 * What Redis could not be told is kept for the next time: it may have been a session's
 * last use for long, and the others would call it idle.
 */
class RedisLastSeen {

	private static final Logger logger = LoggerFactory.getLogger(RedisLastSeen.class);

	// as many as a node keeps near: more are hardly in use on it
	private static final int MOST = 100_000;

	private final ConcurrentMap<String, Instant> late = new ConcurrentHashMap<>();

	private final RedisSessions sessions;

	RedisLastSeen(RedisSessions sessions) {
		this.sessions = sessions;
	}

	@EventListener
	void touch(SessionsSeen seen) {
		Map<String, Instant> due = new HashMap<>(this.late);
		seen.lastSeen().forEach((handle, at) -> due.merge(handle, at, RedisLastSeen::later));
		write(due);
	}

	/**
	 * Write what could not be written, also where nothing else is.
	 */
	void catchUp() {
		if (!this.late.isEmpty()) {
			write(Map.copyOf(this.late));
		}
	}

	@EventListener
	void forget(SessionsEnded ended) {
		ended.handles().forEach(this.late::remove);
	}

	/**
	 * Return how many Redis could not be told of yet.
	 */
	int late() {
		return this.late.size();
	}

	private void write(Map<String, Instant> due) {
		try {
			this.sessions.touch(due);
			// but for what has come in since
			due.forEach(this.late::remove);
		}
		catch (RuntimeException ex) {
			due.forEach(this::keep);
			logger.warn("Last-seen could not be written to Redis, and is kept for the next time: {}", ex.toString());
		}
	}

	private void keep(String handle, Instant at) {
		if (this.late.size() < MOST || this.late.containsKey(handle)) {
			this.late.merge(handle, at, RedisLastSeen::later);
		}
	}

	private static Instant later(Instant one, Instant other) {
		return one.isAfter(other) ? one : other;
	}

}

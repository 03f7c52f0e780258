package dev.latchkey.mode.session;

import dev.latchkey.session.SessionsEnded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;

/**
 * Writes tombstones for the sessions that have ended. No ending depends on them, since
 * the revocation log decides: an outage of Redis stops none.
 */
class RedisTombstones {

	private static final Logger logger = LoggerFactory.getLogger(RedisTombstones.class);

	private final SessionsByHandle sessions;

	RedisTombstones(SessionsByHandle sessions) {
		this.sessions = sessions;
	}

	@EventListener
	void writeTombstones(SessionsEnded ended) {
		try {
			this.sessions.writeTombstones(ended.handles(), ended.reason());
		}
		catch (RuntimeException ex) {
			logger.warn("Sessions have ended, but their tombstones could not be written to Redis: {}", ex.toString());
		}
	}

}

package dev.latchkey.mode.session;

import dev.latchkey.session.SessionsEnded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.event.EventListener;

/**
 * Tells Redis what has ended. Nothing depends on it: what has ended is ended by the log,
 * so an outage of Redis stops no ending.
 */
class RedisTombstones {

	private static final Logger logger = LoggerFactory.getLogger(RedisTombstones.class);

	private final RedisSessions sessions;

	RedisTombstones(RedisSessions sessions) {
		this.sessions = sessions;
	}

	@EventListener
	void forget(SessionsEnded ended) {
		try {
			this.sessions.bury(ended.handles(), ended.reason());
		}
		catch (RuntimeException ex) {
			logger.warn("Sessions have ended, but Redis could not be told: {}", ex.toString());
		}
	}

}

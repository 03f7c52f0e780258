package dev.latchkey.session.seen;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

import dev.latchkey.datastore.WriteBack;
import dev.latchkey.session.SessionSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Records when sessions were last used. Requests only note it in memory; it is written
 * back in batches, so that a session costs one write an interval however busy it is. What
 * could not be written is kept for the next time.
 */
public class LastSeen extends WriteBack {

	private static final Logger logger = LoggerFactory.getLogger(LastSeen.class);

	// a busy credential need not be noted more often than can make a difference
	private static final int NOTED_IN_AN_INTERVAL = 100;

	// the web server has stopped then, and the connections to Redis have not
	private static final int BEFORE_REDIS = 1;

	private final ConcurrentMap<String, SessionSighting> pending = new ConcurrentHashMap<>();

	private final LastSeenRows rows;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	private final long blur;

	LastSeen(LastSeenRows rows, ApplicationEventPublisher events, SessionSettings settings, Clock clock) {
		super(BEFORE_REDIS);
		this.rows = rows;
		this.events = events;
		this.clock = clock;
		this.blur = settings.writeBack().toMillis() / NOTED_IN_AN_INTERVAL;
	}

	/**
	 * Note that a session is in use.
	 * @param use the use of its credential
	 */
	public void note(CredentialUse use) {
		Instant now = this.clock.instant();
		if (use.claim(now.toEpochMilli(), this.blur)) {
			this.pending.merge(use.handle(), new SessionSighting(now, use.generation()), SessionSighting::latest);
		}
	}

	/**
	 * Write at once that a session is in use, for a node that may take it for idle.
	 * @param handle the session
	 * @throws org.springframework.dao.DataAccessException if it cannot be written
	 * @throws org.springframework.transaction.TransactionException likewise
	 */
	public void write(String handle) {
		this.rows.write(Map.of(handle, new SessionSighting(this.clock.instant(), 0)));
	}

	/**
	 * Write back what was noted since the last time.
	 */
	@Override
	public void run() {
		Map<String, SessionSighting> taken = takePending();
		if (taken.isEmpty()) {
			return;
		}
		try {
			this.rows.write(taken);
		}
		catch (RuntimeException ex) {
			taken.forEach((handle, sighting) -> this.pending.merge(handle, sighting, SessionSighting::latest));
			logger.warn("Last-seen could not be written back, and is kept for the next time: {}", ex.toString());
			return;
		}
		this.events.publishEvent(new SessionsSeen(taken.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> entry.getValue().at()))));
	}

	private Map<String, SessionSighting> takePending() {
		Map<String, SessionSighting> taken = new HashMap<>();
		for (String handle : this.pending.keySet()) {
			SessionSighting sighting = this.pending.remove(handle);
			if (sighting != null) {
				taken.put(handle, sighting);
			}
		}
		return taken;
	}

}

package dev.latchkey.session;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionOperations;

/**
 * When sessions were last used. Requests only note it in memory; it is written back in
 * batches, so that a session costs one write an interval however busy it is. What could
 * not be written is kept for the next time.
 */
public class LastSeen implements Runnable, SmartLifecycle {

	private static final Logger logger = LoggerFactory.getLogger(LastSeen.class);

	private static final int BATCH = 500;

	// a busy credential need not be noted more often than can make a difference
	private static final int NOTED_IN_AN_INTERVAL = 100;

	private final ConcurrentMap<String, Seen> pending = new ConcurrentHashMap<>();

	private final JdbcOperations jdbc;

	private final TransactionOperations transaction;

	private final ApplicationEventPublisher events;

	private final SessionSettings settings;

	private final Clock clock;

	private final long blur;

	private volatile boolean running;

	LastSeen(JdbcOperations jdbc, TransactionOperations transaction, ApplicationEventPublisher events,
			SessionSettings settings, Clock clock) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.events = events;
		this.settings = settings;
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
			this.pending.merge(use.handle(), new Seen(now, use.generation()), Seen::latest);
		}
	}

	/**
	 * Write back what was noted since the last time.
	 */
	@Override
	public void run() {
		Map<String, Seen> taken = new HashMap<>();
		for (String handle : this.pending.keySet()) {
			Seen seen = this.pending.remove(handle);
			if (seen != null) {
				taken.put(handle, seen);
			}
		}
		if (taken.isEmpty()) {
			return;
		}
		try {
			write(new ArrayList<>(taken.entrySet()));
		}
		catch (RuntimeException ex) {
			taken.forEach((handle, seen) -> this.pending.merge(handle, seen, Seen::latest));
			logger.warn("Last-seen could not be written back, and is kept for the next time: {}", ex.toString());
			return;
		}
		this.events.publishEvent(new SessionsSeen(taken.entrySet()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, (entry) -> entry.getValue().at()))));
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		run();
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	/**
	 * Return a phase in which the web server has stopped, and Redis' connections have
	 * not.
	 */
	@Override
	public int getPhase() {
		return 1;
	}

	private void write(List<Map.Entry<String, Seen>> seen) {
		for (int from = 0; from < seen.size(); from += BATCH) {
			List<Map.Entry<String, Seen>> some = seen.subList(from, Math.min(seen.size(), from + BATCH));
			Set<String> written = this.transaction.execute((status) -> {
				Set<String> free = lock(some);
				update(some.stream().filter((entry) -> free.contains(entry.getKey())).toList());
				return free;
			});
			// these wait for whoever holds them, and hold nothing themselves
			some.stream().filter((entry) -> !written.contains(entry.getKey())).map(List::of).forEach(this::update);
		}
	}

	/**
	 * Lock those rows that nobody holds: whoever holds one may wait for another, and a
	 * batch that waits for either would never end.
	 */
	private Set<String> lock(List<Map.Entry<String, Seen>> seen) {
		String marks = String.join(", ", Collections.nCopies(seen.size(), "?"));
		return new HashSet<>(this.jdbc.queryForList(
				"select handle from user_session where handle in (" + marks + ") for update skip locked", String.class,
				seen.stream().map(Map.Entry::getKey).toArray()));
	}

	private void update(List<Map.Entry<String, Seen>> seen) {
		this.jdbc.batchUpdate("""
				update user_session set last_seen_at = greatest(last_seen_at, ?),
					idle_expires_at = greatest(idle_expires_at,
						case when remembered then cast(? as timestamp with time zone)
							else cast(? as timestamp with time zone) end),
					confirmed_at = case when confirmed_generation < ? then current_timestamp else confirmed_at end,
					confirmed_generation = greatest(confirmed_generation, ?)
				where handle = ? and ended_at is null and (last_seen_at < ? or confirmed_generation < ?)
				""", seen, BATCH, (statement, entry) -> {
			Instant at = entry.getValue().at();
			long generation = entry.getValue().generation();
			statement.setTimestamp(1, Timestamp.from(at));
			statement.setTimestamp(2, Timestamp.from(at.plus(this.settings.idle(true))));
			statement.setTimestamp(3, Timestamp.from(at.plus(this.settings.idle(false))));
			statement.setLong(4, generation);
			statement.setLong(5, generation);
			statement.setString(6, entry.getKey());
			statement.setTimestamp(7, Timestamp.from(at));
			statement.setLong(8, generation);
		});
	}

	private record Seen(Instant at, long generation) {

		Seen latest(Seen other) {
			return new Seen(this.at.isAfter(other.at) ? this.at : other.at,
					Math.max(this.generation, other.generation));
		}

	}

}

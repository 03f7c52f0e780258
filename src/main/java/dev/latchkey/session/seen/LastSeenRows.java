package dev.latchkey.session.seen;

import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.latchkey.datastore.ListBatches;
import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.session.SessionSettings;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes to the directory's rows when their sessions were last used, in batches.
 */
class LastSeenRows {

	private static final int BATCH = 500;

	private final JdbcOperations jdbc;

	private final TransactionOperations transaction;

	private final SessionSettings settings;

	LastSeenRows(JdbcOperations jdbc, TransactionOperations transaction, SessionSettings settings) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.settings = settings;
	}

	/**
	 * Write when sessions were last used. A time never moves backwards, and a session
	 * that has ended stays as it is.
	 * @param sightings by the handles of the sessions
	 */
	void write(Map<String, SessionSighting> sightings) {
		for (List<Map.Entry<String, SessionSighting>> batch : ListBatches.of(sightings.entrySet(), BATCH)) {
			Set<String> written = this.transaction.execute((status) -> {
				Set<String> free = lockFree(batch);
				update(batch.stream().filter((entry) -> free.contains(entry.getKey())).toList());
				return free;
			});
			// each of these waits for the transaction that holds it, and holds no other
			batch.stream().filter((entry) -> !written.contains(entry.getKey())).map(List::of).forEach(this::update);
		}
	}

	/**
	 * Lock those rows that no other transaction holds. One that holds a row may wait for
	 * another one, and a batch that waited for either would be a deadlock.
	 */
	private Set<String> lockFree(List<Map.Entry<String, SessionSighting>> batch) {
		String marks = String.join(", ", Collections.nCopies(batch.size(), "?"));
		return new HashSet<>(this.jdbc.queryForList(
				"select handle from user_session where handle in (" + marks + ") for update skip locked", String.class,
				batch.stream().map(Map.Entry::getKey).toArray()));
	}

	private void update(List<Map.Entry<String, SessionSighting>> batch) {
		this.jdbc.batchUpdate("""
				update user_session set last_seen_at = greatest(last_seen_at, ?),
					idle_expires_at = greatest(idle_expires_at,
						case when remembered then cast(? as timestamp with time zone)
							else cast(? as timestamp with time zone) end),
					confirmed_at = case when confirmed_generation < ? then current_timestamp else confirmed_at end,
					confirmed_generation = greatest(confirmed_generation, ?)
				where handle = ? and ended_at is null and (last_seen_at < ? or confirmed_generation < ?)
				""", batch, BATCH, (statement, entry) -> {
			Instant at = entry.getValue().at();
			long generation = entry.getValue().generation();
			statement.setObject(1, TimeColumns.utc(at));
			statement.setObject(2, TimeColumns.utc(at.plus(this.settings.idle(true))));
			statement.setObject(3, TimeColumns.utc(at.plus(this.settings.idle(false))));
			statement.setLong(4, generation);
			statement.setLong(5, generation);
			statement.setString(6, entry.getKey());
			statement.setObject(7, TimeColumns.utc(at));
			statement.setLong(8, generation);
		});
	}

}

package dev.latchkey.audit.store;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

import dev.latchkey.datastore.BatchedDelete;
import dev.latchkey.datastore.Page;
import dev.latchkey.datastore.TimeColumns;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The events in the database.
 */
class EventStore {

	private static final String NEWEST_FIRST = " order by occurred_at desc, id desc";

	private static final BatchedDelete TOO_OLD = new BatchedDelete("audit_event", "id", "occurred_at < ?",
			"occurred_at");

	private final JdbcOperations writing;

	private final JdbcClient reading;

	private final TransactionOperations transaction;

	private final Duration retention;

	private final Clock clock;

	EventStore(JdbcOperations writing, JdbcClient reading, TransactionOperations transaction, Duration retention,
			Clock clock) {
		this.writing = writing;
		this.reading = reading;
		this.transaction = transaction;
		this.retention = retention;
		this.clock = clock;
	}

	/**
	 * Write events, all or none. An event that the database refuses by itself does not
	 * keep the others out.
	 * @return how many it refused
	 */
	int write(List<AuditEvent> events) {
		try {
			insert(events);
			return 0;
		}
		catch (DataIntegrityViolationException ex) {
			if (events.size() > 1) {
				return events.stream().mapToInt((event) -> write(List.of(event))).sum();
			}
			return isWritten(events.get(0)) ? 0 : 1;
		}
	}

	/**
	 * Write rows that count, whether or not an earlier state of them is there.
	 * @return how many the database refused
	 */
	int writeCounted(List<AuditEvent> rows) {
		int[][] updated = Objects.requireNonNull(this.transaction
			.execute((status) -> this.writing.batchUpdate(EventRows.UPDATE, rows, rows.size(), EventRows::setCounted)));
		List<AuditEvent> missing = IntStream.range(0, rows.size())
			.filter((row) -> updated[0][row] == 0)
			.mapToObj(rows::get)
			.toList();
		return missing.isEmpty() ? 0 : write(missing);
	}

	Page<AuditEvent> page(EventQuery query, int page, int size) {
		long total = this.reading.sql("select count(*) from audit_event where " + query.where())
			.params(query.parameters())
			.query(Long.class)
			.single();
		List<AuditEvent> events = this.reading
			.sql(EventRows.SELECT + query.where() + NEWEST_FIRST + " offset :skipped rows fetch next :size rows only")
			.params(query.parameters())
			.param("skipped", (long) page * size)
			.param("size", size)
			.query(EventRows::event)
			.list();
		return new Page<>(events, page, size, total);
	}

	/**
	 * Return the newest events, or those that come after one.
	 */
	List<AuditEvent> after(@Nullable AuditEvent last, EventQuery query, int size) {
		String rest = (last != null) ? " and occurred_at <= :time and (occurred_at < :time or id < :id)" : "";
		JdbcClient.StatementSpec statement = this.reading
			.sql(EventRows.SELECT + query.where() + rest + NEWEST_FIRST + " fetch first :size rows only")
			.params(query.parameters())
			.param("size", size);
		if (last != null) {
			statement = statement.param("time", TimeColumns.utc(last.time())).param("id", last.id());
		}
		return statement.query(EventRows::event).list();
	}

	List<AuditEvent> ofAccount(String accountId, int size) {
		return this.reading
			.sql(EventRows.SELECT + "account_id = :account" + NEWEST_FIRST + " fetch first :size rows only")
			.param("account", accountId)
			.param("size", size)
			.query(EventRows::event)
			.list();
	}

	List<AuditEvent> ofOwner(String accountId, int size) {
		return this.reading
			.sql(EventRows.SELECT + "account_id = :account and type in (:types)" + NEWEST_FIRST
					+ " fetch first :size rows only")
			.param("account", accountId)
			.param("types", EventType.SEEN_BY_OWNER)
			.param("size", size)
			.query(EventRows::event)
			.list();
	}

	/**
	 * Delete the events whose retention is over.
	 */
	void purge() {
		TOO_OLD.run(this.writing, TimeColumns.utc(this.clock.instant().minus(this.retention)));
	}

	private void insert(List<AuditEvent> events) {
		this.transaction.executeWithoutResult(
				(status) -> this.writing.batchUpdate(EventRows.INSERT, events, events.size(), EventRows::set));
	}

	/**
	 * Return whether an event is there already: an earlier attempt may have committed
	 * without this node hearing of it.
	 */
	private boolean isWritten(AuditEvent event) {
		return this.reading.sql("select count(*) from audit_event where id = ?")
			.param(event.id())
			.query(Integer.class)
			.single() > 0;
	}

}

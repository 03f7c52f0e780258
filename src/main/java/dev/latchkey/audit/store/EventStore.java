package dev.latchkey.audit.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The events in the database.
 */
public class EventStore {

	private static final String COLUMNS = "id, occurred_at, type, actor, account_id, subject, handle, address, "
			+ "user_agent, reason, detail";

	private static final String NEWEST_FIRST = " order by occurred_at desc, id desc";

	private static final int PURGED_AT_ONCE = 1000;

	private final JdbcOperations writing;

	private final JdbcClient reading;

	private final TransactionOperations transaction;

	private final Duration retention;

	private final Clock clock;

	public EventStore(JdbcOperations writing, JdbcClient reading, TransactionOperations transaction, Duration retention,
			Clock clock) {
		this.writing = writing;
		this.reading = reading;
		this.transaction = transaction;
		this.retention = retention;
		this.clock = clock;
	}

	/**
	 * Write events, all or none; but what the database refuses for itself must not keep
	 * the others out.
	 * @return how many it refused
	 */
	int write(List<AuditEvent> events) {
		try {
			insert(events);
			return 0;
		}
		catch (DataIntegrityViolationException ex) {
			return (events.size() == 1) ? refused(events.get(0))
					: events.stream().mapToInt((event) -> write(List.of(event))).sum();
		}
	}

	EventPage page(EventQuery filter, int page, int size) {
		long total = this.reading.sql("select count(*) from audit_event where " + filter.where())
			.params(filter.parameters())
			.query(Long.class)
			.single();
		List<AuditEvent> events = this.reading
			.sql("select " + COLUMNS + " from audit_event where " + filter.where() + NEWEST_FIRST
					+ " offset :skipped rows fetch next :size rows only")
			.params(filter.parameters())
			.param("skipped", (long) page * size)
			.param("size", size)
			.query(EventStore::event)
			.list();
		return new EventPage(events, page, size, total);
	}

	/**
	 * Return the newest events, or those that come after one.
	 */
	List<AuditEvent> after(@Nullable AuditEvent last, EventQuery filter, int size) {
		String rest = (last != null) ? " and occurred_at <= :time and (occurred_at < :time or id < :id)" : "";
		JdbcClient.StatementSpec statement = this.reading
			.sql("select " + COLUMNS + " from audit_event where " + filter.where() + rest + NEWEST_FIRST
					+ " fetch first :size rows only")
			.params(filter.parameters())
			.param("size", size);
		if (last != null) {
			statement = statement.param("time", utc(last.time())).param("id", last.id());
		}
		return statement.query(EventStore::event).list();
	}

	List<AuditEvent> ofOwner(String accountId, int size) {
		return this.reading
			.sql("select " + COLUMNS + " from audit_event where account_id = :account and type in (:types)"
					+ NEWEST_FIRST + " fetch first :size rows only")
			.param("account", accountId)
			.param("types", EventType.OWN)
			.param("size", size)
			.query(EventStore::event)
			.list();
	}

	/**
	 * Delete what is too old, a little at a time, so that nobody waits for it.
	 */
	public void purge() {
		OffsetDateTime end = utc(this.clock.instant().minus(this.retention));
		int deleted;
		do {
			deleted = this.writing.update("""
					delete from audit_event where id in (
					    select id from audit_event where occurred_at < ?
					    order by occurred_at fetch first %d rows only)""".formatted(PURGED_AT_ONCE), end);
		}
		while (deleted == PURGED_AT_ONCE);
	}

	static OffsetDateTime utc(Instant time) {
		return time.atOffset(ZoneOffset.UTC);
	}

	private void insert(List<AuditEvent> events) {
		this.transaction.executeWithoutResult((status) -> this.writing.batchUpdate(
				"insert into audit_event (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", events,
				events.size(), EventStore::set));
	}

	/**
	 * An event that is there already was written after all, when nobody could tell.
	 */
	private int refused(AuditEvent event) {
		return this.reading.sql("select count(*) from audit_event where id = ?")
			.param(event.id())
			.query(Integer.class)
			.single() > 0 ? 0 : 1;
	}

	private static void set(PreparedStatement row, AuditEvent event) throws SQLException {
		row.setString(1, event.id());
		row.setObject(2, utc(event.time()));
		row.setString(3, event.type().code());
		row.setString(4, event.actor());
		row.setString(5, event.accountId());
		row.setString(6, event.subject());
		row.setString(7, event.handle());
		row.setString(8, event.address());
		row.setString(9, event.userAgent());
		row.setString(10, event.reason());
		row.setString(11, event.detail());
	}

	private static AuditEvent event(ResultSet row, int number) throws SQLException {
		return new AuditEvent(row.getString("id"), row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
				EventType.of(row.getString("type")).orElseThrow(), row.getString("actor"), row.getString("account_id"),
				row.getString("subject"), row.getString("handle"), row.getString("address"),
				row.getString("user_agent"), row.getString("reason"), row.getString("detail"));
	}

}

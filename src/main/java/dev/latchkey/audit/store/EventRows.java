package dev.latchkey.audit.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

import dev.latchkey.datastore.TimeColumns;

/**
 * How an event is a row of the table {@code audit_event}.
 */
final class EventRows {

	private static final String COLUMNS = "id, occurred_at, type, actor, account_id, subject, handle, address, "
			+ "user_agent, reason, detail, occurrences";

	static final String INSERT = "insert into audit_event (" + COLUMNS
			+ ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

	static final String UPDATE = "update audit_event set occurred_at = ?, actor = ?, account_id = ?, subject = ?, "
			+ "handle = ?, address = ?, user_agent = ?, detail = ?, occurrences = ? where id = ?";

	static final String SELECT = "select " + COLUMNS + " from audit_event where ";

	private EventRows() {
	}

	static void set(PreparedStatement row, AuditEvent event) throws SQLException {
		row.setString(1, event.id());
		row.setObject(2, TimeColumns.utc(event.time()));
		row.setString(3, event.type().code());
		row.setString(4, event.actor());
		row.setString(5, event.accountId());
		row.setString(6, event.subject());
		row.setString(7, event.handle());
		row.setString(8, event.address());
		row.setString(9, event.userAgent());
		row.setString(10, event.reason());
		row.setString(11, event.detail());
		row.setLong(12, event.count());
	}

	static void setCounted(PreparedStatement row, AuditEvent event) throws SQLException {
		row.setObject(1, TimeColumns.utc(event.time()));
		row.setString(2, event.actor());
		row.setString(3, event.accountId());
		row.setString(4, event.subject());
		row.setString(5, event.handle());
		row.setString(6, event.address());
		row.setString(7, event.userAgent());
		row.setString(8, event.detail());
		row.setLong(9, event.count());
		row.setString(10, event.id());
	}

	static AuditEvent event(ResultSet row, int number) throws SQLException {
		return new AuditEvent(row.getString("id"), TimeColumns.instant(row, "occurred_at"),
				EventType.of(row.getString("type")).orElseThrow(), row.getString("actor"), row.getString("account_id"),
				row.getString("subject"), row.getString("handle"), row.getString("address"),
				row.getString("user_agent"), row.getString("reason"), row.getString("detail"),
				row.getLong("occurrences"));
	}

}

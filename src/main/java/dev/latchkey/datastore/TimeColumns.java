package dev.latchkey.datastore;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/**
 * Converts between an {@link Instant} and a column {@code timestamp with time zone}: JDBC
 * 4.2 knows the column as an {@link OffsetDateTime} only.
 */
public final class TimeColumns {

	private TimeColumns() {
	}

	/**
	 * Return the value to write for an instant.
	 * @param instant the instant
	 * @return the same moment in UTC
	 */
	public static OffsetDateTime utc(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

	/**
	 * Read a column that is never null.
	 * @param row the row
	 * @param column the column's name
	 * @return the column's value
	 * @throws SQLException if the column cannot be read
	 */
	public static Instant instant(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	/**
	 * Read a column that may be null.
	 * @param row the row
	 * @param column the column's name
	 * @return the column's value, or {@code null}
	 * @throws SQLException if the column cannot be read
	 */
	public static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
		@Nullable OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
		return (value != null) ? value.toInstant() : null;
	}

}

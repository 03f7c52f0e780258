package dev.latchkey.session;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.revocation.EndReason;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;

/**
 * Writes into the directory's rows that sessions have ended, and returns those that had
 * not ended before.
 */
class SessionEndingRows {

	private static final ResultSetExtractor<List<UserSessions.Row>> ROWS = new RowMapperResultSetExtractor<>(
			UserSessions::row);

	private final JdbcOperations returning;

	private final Clock clock;

	/**
	 * Write to the rows.
	 * @param returning for statements that return the rows that they have changed
	 * @param clock tells the present time
	 */
	SessionEndingRows(JdbcOperations returning, Clock clock) {
		this.returning = returning;
		this.clock = clock;
	}

	/**
	 * End an account's sessions but one, idle ones too. One statement, however many there
	 * are; the caller has locked the account.
	 * @return the sessions that had not ended before
	 */
	List<UserSessions.Row> endOthers(String accountId, String kept, EndReason reason) {
		return end("s.account_id = ? and s.handle <> ?", reason, accountId, kept);
	}

	/**
	 * End a session that a new one replaces because it changed the password, and the
	 * account's sessions that a temporary password opened. The caller has locked the
	 * account.
	 * @return the sessions that had not ended before
	 */
	List<UserSessions.Row> endReplaced(String accountId, String replaced, EndReason reason) {
		return end("s.account_id = ? and (s.handle = ? or s.must_change_password)", reason, accountId, replaced);
	}

	/**
	 * End some sessions.
	 * @return the sessions that had not ended before; an idle one counts, because a
	 * last-seen may still be on its way
	 */
	List<UserSessions.Row> end(List<UserSessions.Row> rows, EndReason reason) {
		return rows.stream()
			.map(UserSessions.Row::handle)
			.sorted()
			.flatMap((handle) -> end("s.handle = ?", reason, handle).stream())
			.toList();
	}

	private List<UserSessions.Row> end(String which, EndReason reason, Object... parameters) {
		OffsetDateTime now = TimeColumns.utc(this.clock.instant());
		List<UserSessions.Row> ended = this.returning.execute(
				(connection) -> connection.prepareStatement(
						"update user_session s set ended_at = ?, end_reason = ? where s.expires_at > ? and"
								+ UserSessions.NOT_ENDED + " and " + which,
						UserSessions.COLUMNS),
				(PreparedStatement statement) -> {
					statement.setObject(1, now);
					statement.setString(2, reason.name());
					statement.setObject(3, now);
					for (int i = 0; i < parameters.length; i++) {
						statement.setObject(i + 4, parameters[i]);
					}
					statement.executeUpdate();
					try (ResultSet rows = statement.getGeneratedKeys()) {
						return ROWS.extractData(rows);
					}
				});
		return Objects.requireNonNull(ended);
	}

}

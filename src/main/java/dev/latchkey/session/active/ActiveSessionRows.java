package dev.latchkey.session.active;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.session.Transport;
import dev.latchkey.session.UserSessions;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The directory's rows of live sessions, newest first: of an account, or of all, from the
 * start of the list or from a position in it.
 */
public class ActiveSessionRows {

	// after an ending of all sessions, older rows need not be read to find them ended
	private static final String WHICH = " from user_session s where " + UserSessions.LIVE
			+ " and s.started_at >= (select live_since from revocation_head)";

	// "ended_at" is null in all of them, and lets the index give the order
	private static final String ORDER = " order by s.ended_at desc, s.started_at desc, s.handle desc";

	private static final String NAMED = " from user_session s join account a on a.id = s.account_id where "
			+ UserSessions.LIVE
			+ " and s.started_at >= (select live_since from revocation_head) and a.username like :name escape '!'";

	private static final String ACTIVE_SESSIONS = """
			select s.handle, s.account_id, a.username, s.address, s.user_agent, s.transport,
				s.started_at, s.last_seen_at, s.expires_at
			from user_session s join account a on a.id = s.account_id
			where""" + UserSessions.LIVE;

	private static final String NEWEST_FIRST = " order by s.started_at desc, s.handle";

	private final JdbcClient jdbc;

	private final Clock clock;

	ActiveSessionRows(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	List<ActiveSession> activeSessionsOf(String accountId) {
		return this.jdbc.sql(ACTIVE_SESSIONS + " and s.account_id = :account" + NEWEST_FIRST)
			.param("now", now())
			.param("account", accountId)
			.query(ActiveSessionRows::activeSession)
			.list();
	}

	List<ActiveSession> activeSessionsNamed(List<String> handles) {
		return handles.isEmpty() ? List.of()
				: this.jdbc.sql(ACTIVE_SESSIONS + " and s.handle in (:handles)" + NEWEST_FIRST)
					.param("now", now())
					.param("handles", handles)
					.query(ActiveSessionRows::activeSession)
					.list();
	}

	List<ActiveSession> read(@Nullable ListPosition start, long skipped, int size) {
		return after(start, (which) -> "select s.*, a.username from (select s.*" + which + ORDER
				+ " offset :skipped rows fetch next :size rows only) s join account a on a.id = s.account_id" + ORDER)
			.param("skipped", skipped)
			.param("size", size)
			.query(ActiveSessionRows::activeSession)
			.list();
	}

	/**
	 * Return sessions of accounts whose names match a pattern.
	 */
	List<ActiveSession> readNamed(String pattern, long skipped, int size) {
		return this.jdbc
			.sql("select s.*, a.username" + NAMED + NEWEST_FIRST + " offset :skipped rows fetch next :size rows only")
			.param("now", now())
			.param("name", pattern)
			.param("skipped", skipped)
			.param("size", size)
			.query(ActiveSessionRows::activeSession)
			.list();
	}

	long countNamed(String pattern, int most) {
		return this.jdbc.sql("select count(*) from (select s.handle" + NAMED + " fetch first :most rows only) counted")
			.param("now", now())
			.param("name", pattern)
			.param("most", most)
			.query(Long.class)
			.single();
	}

	long count(@Nullable ListPosition start, int most) {
		// in order, or all would be read where there are fewer
		return after(start, (which) -> "select count(*) from (select s.handle" + which + ORDER
				+ " fetch first :most rows only) counted")
			.param("most", most)
			.query(Long.class)
			.single();
	}

	/**
	 * Return the position of the last of a number of rows.
	 */
	Optional<ListPosition> position(@Nullable ListPosition start, int rows) {
		return after(start,
				(which) -> "select s.started_at, s.handle" + which + ORDER
						+ " offset :skipped rows fetch next 1 rows only")
			.param("skipped", rows - 1)
			.query((row, number) -> new ListPosition(TimeColumns.instant(row, "started_at"), row.getString("handle")))
			.optional();
	}

	private JdbcClient.StatementSpec after(@Nullable ListPosition start, UnaryOperator<String> statement) {
		if (start == null) {
			return this.jdbc.sql(statement.apply(WHICH)).param("now", now());
		}
		return this.jdbc.sql(statement.apply(WHICH + " and (s.started_at, s.handle) < (:started, :handle)"))
			.param("now", now())
			.param("started", TimeColumns.utc(start.startedAt()))
			.param("handle", start.handle());
	}

	private OffsetDateTime now() {
		return TimeColumns.utc(this.clock.instant());
	}

	private static ActiveSession activeSession(ResultSet row, int number) throws SQLException {
		return new ActiveSession(row.getString("handle"), row.getString("account_id"), row.getString("username"),
				row.getString("address"), row.getString("user_agent"), Transport.valueOf(row.getString("transport")),
				TimeColumns.instant(row, "started_at"), TimeColumns.instant(row, "last_seen_at"),
				TimeColumns.instant(row, "expires_at"));
	}

	/**
	 * A position in the list: what follows on this session.
	 */
	record ListPosition(Instant startedAt, String handle) {
	}

}

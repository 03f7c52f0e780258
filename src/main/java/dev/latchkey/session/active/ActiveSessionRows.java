package dev.latchkey.session.active;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.latchkey.session.Transport;
import dev.latchkey.session.UserSessions;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The directory's rows of who is online, newest first: of an account, or of all, from a
 * mark in the list on or from its beginning.
 */
public class ActiveSessionRows {

	// after all were ended, nothing that is older has to be read to find that it is over
	private static final String WHICH = " from user_session s where " + UserSessions.LIVE
			+ " and s.started_at >= (select live_since from revocation_head)";

	// "ended_at" is null in all of them, and lets the index give the order
	private static final String ORDER = " order by s.ended_at desc, s.started_at desc, s.handle desc";

	private static final String DEVICES = """
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

	List<ActiveSession> of(String accountId) {
		return this.jdbc.sql(DEVICES + " and s.account_id = :account" + NEWEST_FIRST)
			.param("now", now())
			.param("account", accountId)
			.query(ActiveSessionRows::device)
			.list();
	}

	List<ActiveSession> read(@Nullable Mark start, long skipped, int size) {
		return after(start, (which) -> "select s.*, a.username from (select s.*" + which + ORDER
				+ " offset :skipped rows fetch next :size rows only) s join account a on a.id = s.account_id" + ORDER)
			.param("skipped", skipped)
			.param("size", size)
			.query(ActiveSessionRows::device)
			.list();
	}

	long count(@Nullable Mark start, int most) {
		// in order, or all would be read where there are fewer
		return after(start, (which) -> "select count(*) from (select s.handle" + which + ORDER
				+ " fetch first :most rows only) counted")
			.param("most", most)
			.query(Long.class)
			.single();
	}

	/**
	 * Return the place of the last of so many rows.
	 */
	Optional<Mark> mark(@Nullable Mark start, int rows) {
		return after(start,
				(which) -> "select s.started_at, s.handle" + which + ORDER
						+ " offset :skipped rows fetch next 1 rows only")
			.param("skipped", rows - 1)
			.query((row, number) -> new Mark(row.getObject("started_at", OffsetDateTime.class),
					row.getString("handle")))
			.optional();
	}

	private JdbcClient.StatementSpec after(@Nullable Mark start, UnaryOperator<String> statement) {
		if (start == null) {
			return this.jdbc.sql(statement.apply(WHICH)).param("now", now());
		}
		return this.jdbc.sql(statement.apply(WHICH + " and (s.started_at, s.handle) < (:started, :handle)"))
			.param("now", now())
			.param("started", start.startedAt())
			.param("handle", start.handle());
	}

	private OffsetDateTime now() {
		return this.clock.instant().atOffset(ZoneOffset.UTC);
	}

	private static ActiveSession device(ResultSet row, int number) throws SQLException {
		return new ActiveSession(row.getString("handle"), row.getString("account_id"), row.getString("username"),
				row.getString("address"), row.getString("user_agent"), Transport.valueOf(row.getString("transport")),
				time(row, "started_at"), time(row, "last_seen_at"), time(row, "expires_at"));
	}

	private static Instant time(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	/**
	 * A place in the list.
	 */
	record Mark(OffsetDateTime startedAt, String handle) {
	}

}

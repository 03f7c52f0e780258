package dev.latchkey.session;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The directory's rows of who is online, newest first, from a mark in the list on or from
 * its beginning.
 */
class OnlineRows {

	// after all were ended, nothing that is older has to be read to find that it is over;
	// the hour is for nodes whose clocks differ
	private static final String BEGAN_SINCE_ALL_WERE_ENDED = """
			 and s.started_at >= coalesce(
				(select r.created_at - interval '1' hour
					from revocation_head h join revocation r on r.seq = h.everybody),
				timestamp with time zone '2000-01-01 00:00:00+00')
			""";

	private static final String WHICH = " from user_session s where " + UserSessions.LIVE + BEGAN_SINCE_ALL_WERE_ENDED;

	// "ended_at" is null in all of them, and lets the index give the order
	private static final String ORDER = " order by s.ended_at desc, s.started_at desc, s.handle desc";

	private final JdbcClient jdbc;

	private final Clock clock;

	OnlineRows(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	List<Device> read(@Nullable Mark start, long skipped, int size) {
		return after(start, (which) -> "select s.*, a.username from (select s.*" + which + ORDER
				+ " offset :skipped rows fetch next :size rows only) s join account a on a.id = s.account_id" + ORDER)
			.param("skipped", skipped)
			.param("size", size)
			.query(UserSessions::device)
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
		OffsetDateTime now = this.clock.instant().atOffset(ZoneOffset.UTC);
		if (start == null) {
			return this.jdbc.sql(statement.apply(WHICH)).param("now", now);
		}
		return this.jdbc.sql(statement.apply(WHICH + " and (s.started_at, s.handle) < (:started, :handle)"))
			.param("now", now)
			.param("started", start.startedAt())
			.param("handle", start.handle());
	}

	/**
	 * A place in the list.
	 */
	record Mark(OffsetDateTime startedAt, String handle) {
	}

}

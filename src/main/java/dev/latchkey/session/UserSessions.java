package dev.latchkey.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.latchkey.revocation.EndReason;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The directory's rows. A session is live while nothing ended it and its times are not
 * over; "everybody" ends sessions by their epoch alone, however many there are.
 */
class UserSessions {

	static final String LIVE = """
			 s.ended_at is null and s.expires_at > :now and s.idle_expires_at > :now
			 and s.epoch >= (select everybody from revocation_head)
			""";

	private static final String DEVICES = """
			select s.handle, s.account_id, a.username, s.address, s.user_agent, s.transport,
				s.started_at, s.last_seen_at, s.expires_at
			from user_session s join account a on a.id = s.account_id
			where""" + LIVE;

	private static final String OPEN = """
			select handle, account_id, remembered, idle_expires_at, expires_at, end_reason from user_session
			where account_id = :account and ended_at is null and expires_at > :now
			and epoch >= (select everybody from revocation_head)
			""";

	private static final String NEWEST_FIRST = " order by s.started_at desc, s.handle";

	private static final int AT_ONCE = 1_000;

	private final JdbcClient jdbc;

	private final Clock clock;

	UserSessions(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Insert a session.
	 * @param now when it was opened, exactly, so that the newest can be told
	 */
	void insert(Session session, Arrival arrival, Instant now, Instant idleExpiresAt) {
		this.jdbc.sql("""
				insert into user_session (handle, account_id, epoch, mode, transport, remembered, started_at,
					last_seen_at, idle_expires_at, expires_at, address, user_agent,
					refresh_generation, confirmed_generation)
				values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)
				""")
			.params(session.handle(), session.accountId(), session.epoch(), arrival.mode(), arrival.transport().name(),
					arrival.remembered(), utc(now), utc(now), utc(idleExpiresAt), utc(session.expiresAt()),
					arrival.address(), arrival.userAgent())
			.update();
	}

	Optional<Row> find(String handle) {
		return this.jdbc.sql(
				"select handle, account_id, remembered, idle_expires_at, expires_at, end_reason from user_session where handle = ?")
			.param(handle)
			.query(UserSessions::row)
			.optional();
	}

	List<Device> of(String accountId) {
		return this.jdbc.sql(DEVICES + " and s.account_id = :account" + NEWEST_FIRST)
			.param("now", now())
			.param("account", accountId)
			.query(UserSessions::device)
			.list();
	}

	/**
	 * Return the sessions that have to go to make room for one more.
	 */
	List<Row> beyond(String accountId, int limit) {
		return this.jdbc.sql("""
				select s.handle, s.account_id, s.remembered, s.idle_expires_at, s.expires_at, s.end_reason
				from user_session s
				where s.account_id = :account and""" + LIVE + """
				 order by s.last_seen_at desc, s.started_at desc, s.handle offset :kept rows
				""")
			.param("account", accountId)
			.param("now", now())
			.param("kept", limit - 1)
			.query(UserSessions::row)
			.list();
	}

	/**
	 * Return an account's sessions that nothing has ended; idle ones too, because a
	 * last-seen may still be on its way.
	 */
	List<Row> open(String accountId) {
		return this.jdbc.sql(OPEN).param("account", accountId).param("now", now()).query(UserSessions::row).list();
	}

	long countOnline() {
		return this.jdbc.sql("select count(*) from user_session s where" + LIVE)
			.param("now", now())
			.query(Long.class)
			.single();
	}

	/**
	 * Lock an account's sessions that nothing has ended, in the order in which last-seen
	 * is written to them, so that the two do not wait for each other.
	 */
	List<Row> lockOpen(String accountId) {
		return this.jdbc.sql(OPEN + " order by handle for update")
			.param("account", accountId)
			.param("now", now())
			.query(UserSessions::row)
			.list();
	}

	/**
	 * End rows, in that same order, with two statements for however many.
	 * @return those that there were to end; an idle one counts, because a last-seen may
	 * still be on its way
	 */
	List<Row> end(List<Row> rows, EndReason reason) {
		List<Row> sorted = rows.stream().sorted(Comparator.comparing(Row::handle)).toList();
		List<Row> ended = new ArrayList<>();
		for (int from = 0; from < sorted.size(); from += AT_ONCE) {
			List<Row> some = sorted.subList(from, Math.min(sorted.size(), from + AT_ONCE));
			ended.addAll((some.size() > 1) ? endLocked(lock(some), reason) : endOne(some.get(0), reason));
		}
		return ended;
	}

	/**
	 * End rows that are locked.
	 */
	List<Row> endLocked(List<Row> locked, EndReason reason) {
		for (int from = 0; from < locked.size(); from += AT_ONCE) {
			this.jdbc.sql("update user_session set ended_at = :now, end_reason = :reason where handle in (:handles)")
				.param("now", now())
				.param("reason", reason.name())
				.param("handles", handles(locked.subList(from, Math.min(locked.size(), from + AT_ONCE))))
				.update();
		}
		return locked;
	}

	private List<Row> endOne(Row row, EndReason reason) {
		int ended = this.jdbc.sql("""
				update user_session set ended_at = :now, end_reason = :reason
				where handle = :handle and ended_at is null and expires_at > :now
				""").param("now", now()).param("reason", reason.name()).param("handle", row.handle()).update();
		return (ended > 0) ? List.of(row) : List.of();
	}

	private List<Row> lock(List<Row> rows) {
		return this.jdbc.sql("""
				select handle, account_id, remembered, idle_expires_at, expires_at, end_reason from user_session
				where handle in (:handles) and ended_at is null and expires_at > :now order by handle for update
				""").param("handles", handles(rows)).param("now", now()).query(UserSessions::row).list();
	}

	private static List<String> handles(List<Row> rows) {
		return rows.stream().map(Row::handle).toList();
	}

	void purge() {
		this.jdbc.sql("delete from user_session where expires_at < :now").param("now", now()).update();
	}

	private OffsetDateTime now() {
		return utc(this.clock.instant());
	}

	private static OffsetDateTime utc(Instant time) {
		return time.atOffset(ZoneOffset.UTC);
	}

	private static Instant time(ResultSet row, String column) throws SQLException {
		return row.getObject(column, OffsetDateTime.class).toInstant();
	}

	private static Row row(ResultSet row, int number) throws SQLException {
		String reason = row.getString("end_reason");
		return new Row(row.getString("handle"), row.getString("account_id"), row.getBoolean("remembered"),
				time(row, "idle_expires_at"), time(row, "expires_at"),
				(reason != null) ? EndReason.valueOf(reason) : null);
	}

	static Device device(ResultSet row, int number) throws SQLException {
		return new Device(row.getString("handle"), row.getString("account_id"), row.getString("username"),
				row.getString("address"), row.getString("user_agent"), Transport.valueOf(row.getString("transport")),
				time(row, "started_at"), time(row, "last_seen_at"), time(row, "expires_at"));
	}

	/**
	 * What an ending has to know of a session.
	 */
	record Row(String handle, String accountId, boolean remembered, Instant idleExpiresAt, Instant expiresAt,
			@Nullable EndReason endReason) {
	}

}

package dev.latchkey.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.latchkey.revocation.EndReason;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
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

	private static final String NEWEST_FIRST = " order by s.started_at desc, s.handle";

	private static final int AT_ONCE = 1_000;

	private final JdbcClient jdbc;

	private final JdbcOperations batches;

	private final Clock clock;

	UserSessions(JdbcClient jdbc, JdbcOperations batches, Clock clock) {
		this.jdbc = jdbc;
		this.batches = batches;
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
		return this.jdbc.sql("""
				select handle, account_id, remembered, idle_expires_at, expires_at, end_reason from user_session
				where account_id = :account and ended_at is null and expires_at > :now
				and epoch >= (select everybody from revocation_head)
				""").param("account", accountId).param("now", now()).query(UserSessions::row).list();
	}

	long countOnline() {
		return this.jdbc.sql("select count(*) from user_session s where" + LIVE)
			.param("now", now())
			.query(Long.class)
			.single();
	}

	/**
	 * End rows, one after another in the order in which last-seen is written to them, so
	 * that the two do not wait for each other; in one round trip, however many there are.
	 * @return those that there were to end; an idle one counts, because a last-seen may
	 * still be on its way
	 */
	List<Row> end(List<Row> rows, EndReason reason) {
		List<Row> sorted = rows.stream().sorted(Comparator.comparing(Row::handle)).toList();
		OffsetDateTime now = now();
		int[] counts = Arrays.stream(this.batches.batchUpdate("""
				update user_session set ended_at = ?, end_reason = ?
				where handle = ? and ended_at is null and expires_at > ?
				""", sorted, AT_ONCE, (statement, row) -> {
			statement.setObject(1, now);
			statement.setString(2, reason.name());
			statement.setString(3, row.handle());
			statement.setObject(4, now);
		})).flatMapToInt(Arrays::stream).toArray();
		return IntStream.range(0, sorted.size()).filter((i) -> counts[i] > 0).mapToObj(sorted::get).toList();
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

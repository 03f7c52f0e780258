package dev.latchkey.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.factor.AuthenticationMethods;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The directory's rows. A session is live until something ends it or one of its times is
 * over. An ending of all sessions, or of all of an account's, ends them by their epoch,
 * however many there are.
 */
public class UserSessions {

	/**
	 * The condition that nothing has ended a session {@code s}, whose time may be over.
	 */
	public static final String NOT_ENDED = """
			 s.ended_at is null and s.epoch >= (select everybody from revocation_head)
			 and not exists (select 1 from ended_account e where e.account_id = s.account_id and e.seq > s.epoch)
			 and (s.epoch >= (select coalesce(max(seq), 0) from ended_role)
				or not exists (select 1 from ended_role er join account_role held on held.role = er.role
					where held.account_id = s.account_id and er.seq > s.epoch))
			""";

	/**
	 * The condition that a session {@code s} is live, by the parameter {@code now}.
	 */
	public static final String LIVE = NOT_ENDED + " and s.expires_at > :now and s.idle_expires_at > :now";

	static final String[] COLUMNS = { "handle", "account_id", "remembered", "idle_expires_at", "expires_at", "amr" };

	private static final String ROW = String.join(", ", COLUMNS);

	private static final int OLDEST = 10;

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
	void insert(Session session, LoginContext context, Instant now, Instant idleExpiresAt) {
		this.jdbc.sql("""
				insert into user_session (handle, account_id, epoch, mode, transport, remembered, started_at,
					last_seen_at, idle_expires_at, expires_at, address, user_agent,
					must_change_password, proved_at, amr, refresh_generation, confirmed_generation)
				values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)
				""")
			.params(session.handle(), session.accountId(), session.epoch(), context.mode(), context.transport().name(),
					context.remembered(), TimeColumns.utc(now), TimeColumns.utc(now), TimeColumns.utc(idleExpiresAt),
					TimeColumns.utc(session.expiresAt()), context.address(), context.userAgent(),
					session.mustChangePassword(), TimeColumns.utc(now), session.amr().text())
			.update();
	}

	Optional<Row> find(String handle) {
		return this.jdbc.sql("select " + ROW + " from user_session where handle = ?")
			.param(handle)
			.query(UserSessions::row)
			.optional();
	}

	/**
	 * Lock and return a session. A statement after this one sees what had ended it by
	 * then, even if its own row does not say so.
	 */
	Optional<Row> lock(String handle) {
		return this.jdbc.sql("select " + ROW + " from user_session where handle = ? for update")
			.param(handle)
			.query(UserSessions::row)
			.optional();
	}

	/**
	 * Return the sessions that have to end to make room for one more.
	 */
	List<Row> findBeyond(String accountId, int limit) {
		return this.jdbc.sql("select " + ROW + " from user_session s where s.account_id = :account and" + LIVE + """
				 order by s.last_seen_at desc, s.started_at desc, s.handle offset :kept rows
				""")
			.param("account", accountId)
			.param("now", now())
			.param("kept", limit - 1)
			.query(UserSessions::row)
			.list();
	}

	/**
	 * Return an account's sessions that have not ended, the ones with the lowest epoch
	 * first; expired ones too, because the clock may be wrong.
	 */
	List<Began> findOldest(String accountId) {
		return this.jdbc
			.sql("select s.handle, s.epoch from user_session s where s.account_id = ? and" + NOT_ENDED
					+ " order by s.epoch fetch first ? rows only")
			.params(accountId, OLDEST)
			.query((row, number) -> new Began(row.getString("handle"), row.getLong("epoch")))
			.list();
	}

	/**
	 * Lock and return an account's sessions that have not ended, idle ones too, because a
	 * last-seen may still be on its way. The caller has locked the account, so that none
	 * is added meanwhile.
	 */
	List<Row> lockAll(String accountId) {
		return this.jdbc
			.sql("select " + ROW + " from user_session s where s.account_id = ? and s.expires_at > ? and" + NOT_ENDED
					+ " for update")
			.params(accountId, now())
			.query(UserSessions::row)
			.list();
	}

	private OffsetDateTime now() {
		return TimeColumns.utc(this.clock.instant());
	}

	static Row row(ResultSet row, int number) throws SQLException {
		return new Row(row.getString("handle"), row.getString("account_id"), row.getBoolean("remembered"),
				TimeColumns.instant(row, "idle_expires_at"), TimeColumns.instant(row, "expires_at"),
				AuthenticationMethods.parse(row.getString("amr")));
	}

	/**
	 * What an ending has to know of a session.
	 */
	record Row(String handle, String accountId, boolean remembered, Instant idleExpiresAt, Instant expiresAt,
			AuthenticationMethods amr) {
	}

	/**
	 * A session that has not ended, and the log's number when it began.
	 */
	record Began(String handle, long epoch) {
	}

}

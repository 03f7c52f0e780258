package dev.latchkey.session;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.latchkey.datastore.Columns;
import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.revocation.EndReason;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowMapperResultSetExtractor;
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

	private static final String[] COLUMNS = { "handle", "account_id", "remembered", "idle_expires_at", "expires_at",
			"amr" };

	private static final String ROW = String.join(", ", COLUMNS);

	private static final int OLDEST = 10;

	private static final ResultSetExtractor<List<Row>> ROWS = new RowMapperResultSetExtractor<>(UserSessions::row);

	private final JdbcClient jdbc;

	private final JdbcOperations returning;

	private final Clock clock;

	/**
	 * Read and write the rows.
	 * @param jdbc where they are
	 * @param returning for statements that return the rows that they have changed
	 * @param clock tells the present time
	 */
	UserSessions(JdbcClient jdbc, JdbcOperations returning, Clock clock) {
		this.jdbc = jdbc;
		this.returning = returning;
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
					context.remembered(), Columns.utc(now), Columns.utc(now), Columns.utc(idleExpiresAt),
					Columns.utc(session.expiresAt()), context.address(), context.userAgent(),
					session.mustChangePassword(), Columns.utc(now), session.amr().text())
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

	/**
	 * End an account's sessions but one, idle ones too. One statement, however many there
	 * are; the caller has locked the account.
	 * @return the sessions that had not ended before
	 */
	List<Row> endOthers(String accountId, String kept, EndReason reason) {
		return end("s.account_id = ? and s.handle <> ?", reason, accountId, kept);
	}

	/**
	 * End a session that a new one replaces because it changed the password, and the
	 * account's sessions that a temporary password opened. The caller has locked the
	 * account.
	 * @return the sessions that had not ended before
	 */
	List<Row> endReplaced(String accountId, String replaced, EndReason reason) {
		return end("s.account_id = ? and (s.handle = ? or s.must_change_password)", reason, accountId, replaced);
	}

	/**
	 * End some sessions.
	 * @return the sessions that had not ended before; an idle one counts, because a
	 * last-seen may still be on its way
	 */
	List<Row> end(List<Row> rows, EndReason reason) {
		return rows.stream()
			.map(Row::handle)
			.sorted()
			.flatMap((handle) -> end("s.handle = ?", reason, handle).stream())
			.toList();
	}

	private List<Row> end(String which, EndReason reason, Object... parameters) {
		OffsetDateTime now = now();
		List<Row> ended = this.returning.execute((connection) -> connection
			.prepareStatement("update user_session s set ended_at = ?, end_reason = ? where s.expires_at > ? and"
					+ NOT_ENDED + " and " + which, COLUMNS),
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

	private OffsetDateTime now() {
		return Columns.utc(this.clock.instant());
	}

	private static Row row(ResultSet row, int number) throws SQLException {
		return new Row(row.getString("handle"), row.getString("account_id"), row.getBoolean("remembered"),
				Columns.instant(row, "idle_expires_at"), Columns.instant(row, "expires_at"),
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

package dev.latchkey.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.latchkey.datastore.TimeColumns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Roles all of whose holders' sessions have ended at once. One row of the log ends them,
 * however many there are; here each session's row is marked some time later, so that
 * lists need not skip over them for long. Any node may do that. Nothing depends on it: a
 * session whose row is not marked is ended all the same.
 */
class EndedRoles implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(EndedRoles.class);

	/** A login that began before the ending has opened its session by then. */
	private static final Duration SETTLED = Duration.ofMinutes(5);

	private static final int ACCOUNTS = 100;

	// what a database writes in a fraction of the second that a statement may take
	private static final int SESSIONS = 1_000;

	private final JdbcClient jdbc;

	private final TransactionOperations transaction;

	private final Clock clock;

	EndedRoles(JdbcClient jdbc, TransactionOperations transaction, Clock clock) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * Mark the rows of sessions that have ended by now: once soon after, and once more
	 * when the slowest login is over. What fails is tried again the next time.
	 */
	@Override
	public void run() {
		waiting().forEach(this::mark);
	}

	private List<Row> waiting() {
		return this.jdbc.sql("""
				select role, seq, reason, ended_at, passes from ended_role
				where passes = 0 or (passes = 1 and ended_at < ?) order by seq
				""").param(TimeColumns.utc(this.clock.instant().minus(SETTLED))).query(EndedRoles::row).list();
	}

	private void mark(Row row) {
		try {
			List<String> holders = holders(row.role(), "");
			while (!holders.isEmpty()) {
				markAll(row, holders);
				holders = holders(row.role(), holders.get(holders.size() - 1));
			}
			this.jdbc.sql("update ended_role set passes = ? where role = ? and seq = ?")
				.params(row.passes() + 1, row.role(), row.seq())
				.update();
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("Sessions that have ended could not be marked, which is tried again: {}", ex.toString());
		}
	}

	private List<String> holders(String role, String after) {
		return this.jdbc
			.sql("select account_id from account_role where role = ? and account_id > ? order by account_id "
					+ "fetch first ? rows only")
			.params(role, after, ACCOUNTS)
			.query(String.class)
			.list();
	}

	private void markAll(Row row, List<String> accounts) {
		boolean more = true;
		while (more) {
			more = Boolean.TRUE.equals(this.transaction.execute((status) -> markSome(row, accounts)));
		}
	}

	/**
	 * Mark some of the rows. It waits for none: those that a transaction holds are left
	 * for the next time, and so are those that an earlier ending of their account has yet
	 * to mark. Expired ones are left to the purge.
	 * @return whether there may be more
	 */
	private boolean markSome(Row row, List<String> accounts) {
		List<String> handles = this.jdbc.sql("""
				select s.handle from user_session s where s.account_id in (:accounts) and s.ended_at is null
					and s.epoch < :seq and s.expires_at > :now and s.epoch >= (select everybody from revocation_head)
					and not exists (select 1 from ended_account e
						where e.account_id = s.account_id and e.seq > s.epoch and e.seq < :seq)
				fetch first :most rows only for update skip locked
				""")
			.param("accounts", accounts)
			.param("seq", row.seq())
			.param("now", TimeColumns.utc(this.clock.instant()))
			.param("most", SESSIONS)
			.query(String.class)
			.list();
		if (!handles.isEmpty()) {
			this.jdbc.sql("update user_session set ended_at = :ended, end_reason = :reason where handle in (:handles)")
				.param("ended", TimeColumns.utc(row.endedAt()))
				.param("reason", row.reason())
				.param("handles", handles)
				.update();
		}
		return handles.size() == SESSIONS;
	}

	private static Row row(ResultSet row, int number) throws SQLException {
		return new Row(row.getString("role"), row.getLong("seq"), row.getString("reason"),
				TimeColumns.instant(row, "ended_at"), row.getInt("passes"));
	}

	private record Row(String role, long seq, String reason, Instant endedAt, int passes) {
	}

}

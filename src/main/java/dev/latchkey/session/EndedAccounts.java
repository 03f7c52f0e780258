package dev.latchkey.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.latchkey.account.Accounts;
import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.revocation.Revocation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Accounts all of whose sessions have ended at once. An ending does not wait until a
 * thousand rows and their indexes are written: one row says that they have ended, and
 * each session's row is marked some time later, so that lists need not skip over them for
 * long. Any node may do that.
 */
class EndedAccounts implements Runnable {

	private static final Logger logger = LoggerFactory.getLogger(EndedAccounts.class);

	// what a database writes in a fraction of the second that a statement may take
	private static final int AT_ONCE = 1_000;

	private final JdbcClient jdbc;

	private final JdbcOperations batches;

	private final Accounts accounts;

	private final TransactionOperations transaction;

	private final Clock clock;

	EndedAccounts(JdbcClient jdbc, JdbcOperations batches, Accounts accounts, TransactionOperations transaction,
			Clock clock) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.accounts = accounts;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * Record that earlier sessions of accounts have ended, in the caller's transaction
	 * and in one round trip.
	 * @param endings what ended them
	 */
	void add(List<Revocation> endings) {
		if (endings.isEmpty()) {
			return;
		}
		this.batches.batchUpdate("insert into ended_account (seq, account_id, reason, ended_at) values (?, ?, ?, ?)",
				endings, endings.size(), (statement, ending) -> {
					statement.setLong(1, ending.seq());
					statement.setString(2, ending.accountId());
					statement.setString(3, ending.reason().name());
					statement.setObject(4, TimeColumns.utc(ending.createdAt()));
				});
	}

	/**
	 * Mark the rows of sessions that have ended by now, one account at a time. What fails
	 * is tried again the next time; the account's later endings wait for it.
	 */
	@Override
	public void run() {
		Set<String> failed = new HashSet<>();
		for (Row row : waiting()) {
			if (!failed.contains(row.accountId()) && !mark(row)) {
				failed.add(row.accountId());
			}
		}
	}

	private List<Row> waiting() {
		return this.jdbc.sql("select seq, account_id, reason, ended_at from ended_account order by seq")
			.query(EndedAccounts::row)
			.list();
	}

	private boolean mark(Row row) {
		try {
			boolean more = true;
			while (more) {
				more = Boolean.TRUE.equals(this.transaction.execute((status) -> markSome(row)));
			}
			return true;
		}
		catch (DataAccessException | TransactionException ex) {
			logger.warn("Sessions that have ended could not be marked, which is tried again: {}", ex.toString());
			return false;
		}
	}

	/**
	 * Mark some of the rows. Expired ones are left to the purge, which takes them in its
	 * own order; those that an ending of all sessions had ended before need no mark, and
	 * those that an ending of a role had are marked by {@link EndedRoles}.
	 * @return whether there may be more
	 */
	private boolean markSome(Row row) {
		// a transaction that writes to several sessions holds their account
		this.accounts.lock(row.accountId());
		int marked = this.jdbc.sql("""
				update user_session set ended_at = ?, end_reason = ? where handle in (
					select handle from user_session where account_id = ? and ended_at is null and epoch < ?
						and epoch >= (select everybody from revocation_head) and expires_at > ?
						and epoch >= (select coalesce(max(er.seq), 0) from ended_role er
							join account_role held on held.role = er.role
							where held.account_id = ? and er.seq < ?)
						fetch first ? rows only)
				""")
			.params(TimeColumns.utc(row.endedAt()), row.reason(), row.accountId(), row.seq(),
					TimeColumns.utc(this.clock.instant()), row.accountId(), row.seq(), AT_ONCE)
			.update();
		if (marked < AT_ONCE) {
			this.jdbc.sql("delete from ended_account where seq = ?").param(row.seq()).update();
		}
		return marked == AT_ONCE;
	}

	private static Row row(ResultSet row, int number) throws SQLException {
		return new Row(row.getLong("seq"), row.getString("account_id"), row.getString("reason"),
				TimeColumns.instant(row, "ended_at"));
	}

	private record Row(long seq, String accountId, String reason, Instant endedAt) {
	}

}

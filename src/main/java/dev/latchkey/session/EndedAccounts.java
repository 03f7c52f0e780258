package dev.latchkey.session;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import dev.latchkey.account.Accounts;
import dev.latchkey.revocation.Revocation;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Accounts all of whose sessions have ended at once. Nobody who ends them waits until a
 * thousand rows and their indexes are written: one row says that they are over, and each
 * of theirs is marked some time later, so that lists need not skip over them for long.
 * Any node may do that.
 */
class EndedAccounts implements Runnable {

	private final JdbcClient jdbc;

	private final JdbcOperations batches;

	private final Accounts accounts;

	private final TransactionOperations transaction;

	EndedAccounts(JdbcClient jdbc, JdbcOperations batches, Accounts accounts, TransactionOperations transaction) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.accounts = accounts;
		this.transaction = transaction;
	}

	/**
	 * Say that earlier sessions of accounts are over, in the caller's transaction and one
	 * round trip.
	 * @param endings what ended them
	 */
	void add(List<Revocation> endings) {
		this.batches.batchUpdate("insert into ended_account (seq, account_id, reason, ended_at) values (?, ?, ?, ?)",
				endings, endings.size(), (statement, ending) -> {
					statement.setLong(1, ending.seq());
					statement.setString(2, ending.accountId());
					statement.setString(3, ending.reason().name());
					statement.setObject(4, ending.createdAt().atOffset(ZoneOffset.UTC));
				});
	}

	/**
	 * Mark the rows of what has ended by now, one account at a time.
	 */
	@Override
	public void run() {
		this.jdbc.sql("select seq, account_id, reason, ended_at from ended_account order by seq")
			.query(EndedAccounts::row)
			.list()
			.forEach((row) -> this.transaction.executeWithoutResult((status) -> mark(row)));
	}

	private void mark(Row row) {
		// whoever writes to several sessions holds their account
		this.accounts.lock(row.accountId());
		this.jdbc.sql("""
				update user_session set ended_at = ?, end_reason = ?
				where account_id = ? and ended_at is null and epoch < ?
				""").params(row.endedAt(), row.reason(), row.accountId(), row.seq()).update();
		this.jdbc.sql("delete from ended_account where seq = ?").param(row.seq()).update();
	}

	private static Row row(ResultSet row, int number) throws SQLException {
		return new Row(row.getLong("seq"), row.getString("account_id"), row.getString("reason"),
				row.getObject("ended_at", OffsetDateTime.class));
	}

	private record Row(long seq, String accountId, String reason, OffsetDateTime endedAt) {
	}

}

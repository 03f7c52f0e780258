package dev.latchkey.revocation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.latchkey.datastore.BatchedDelete;
import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.revocation.LogPosition.LastRow;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The log of revocations as nodes read it, and its purge.
 */
class RevocationLog {

	static final String COLUMNS = "seq, id, scope, account_id, handle, reason, actor, created_at, expires_at";

	private static final BatchedDelete EXPIRED = new BatchedDelete("revocation", "seq", """
			expires_at < ?
				and seq < (select seq from revocation_head)
				and seq < (select min(applied_seq) from node where lease_until > current_timestamp)""", "expires_at");

	/** Longer than any session lasts. */
	private static final Duration FOR_LONG = Duration.ofDays(400);

	private final JdbcClient jdbc;

	private final JdbcOperations batches;

	private final Revocations revocations;

	private final TransactionOperations transaction;

	private final Clock clock;

	RevocationLog(JdbcClient jdbc, JdbcOperations batches, Revocations revocations, TransactionOperations transaction,
			Clock clock) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.revocations = revocations;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * Return the newest row.
	 */
	LastRow lastRow() {
		return this.jdbc.sql("""
				select h.seq, r.id, r.expires_at from revocation_head h join revocation r on r.seq = h.seq
				""")
			.query((row, number) -> new LastRow(row.getLong("seq"), row.getString("id"),
					TimeColumns.instant(row, "expires_at")))
			.optional()
			.orElse(LastRow.NONE);
	}

	/**
	 * Return the newest number.
	 */
	long head() {
		return this.revocations.head();
	}

	/**
	 * Return the row with a number, and all that come after it.
	 */
	List<Revocation> from(long seq) {
		return this.jdbc.sql("select " + COLUMNS + " from revocation where seq >= :seq order by seq")
			.param("seq", seq)
			.query(RevocationLog::revocation)
			.list();
	}

	/**
	 * Return all rows that may still end something.
	 */
	List<Revocation> unexpired() {
		return this.jdbc.sql("select " + COLUMNS + " from revocation where expires_at > :now order by seq")
			.param("now", TimeColumns.utc(this.clock.instant()))
			.query(RevocationLog::revocation)
			.list();
	}

	/**
	 * End all sessions, with a number above one that this log has lost. Under the log's
	 * lock, the log is asked once more whether it has lost it.
	 * @param lost the row that a node has applied and has not found again
	 * @return whether it was lost
	 */
	boolean endAllUnlessThere(LastRow lost) {
		return Boolean.TRUE.equals(this.transaction.execute((status) -> {
			this.jdbc.sql("update revocation_head set seq = greatest(seq, ?)").param(lost.seq()).update();
			if (isThere(lost)) {
				return false;
			}
			this.revocations.endEverybody("system", this.clock.instant().plus(FOR_LONG));
			return true;
		}));
	}

	private boolean isThere(LastRow row) {
		return this.jdbc.sql("select count(*) from revocation where seq = ? and id = ?")
			.params(row.seq(), row.id())
			.query(Integer.class)
			.single() > 0;
	}

	/**
	 * Delete rows that no longer end anything, but never one that a live node has
	 * reached: by that row the node can tell whether the database was rewound.
	 */
	void purge() {
		EXPIRED.run(this.batches, TimeColumns.utc(this.clock.instant()));
		new EndedRoleRows(this.jdbc).purge(this.clock.instant());
	}

	private static Revocation revocation(ResultSet row, int number) throws SQLException {
		return new Revocation(row.getLong("seq"), row.getString("id"), Revocation.Scope.valueOf(row.getString("scope")),
				row.getString("account_id"), row.getString("handle"), EndReason.valueOf(row.getString("reason")),
				row.getString("actor"), TimeColumns.instant(row, "created_at"), TimeColumns.instant(row, "expires_at"));
	}

}

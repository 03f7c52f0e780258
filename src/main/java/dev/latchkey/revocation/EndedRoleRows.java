package dev.latchkey.revocation;

import java.time.Instant;
import java.util.List;

import dev.latchkey.datastore.TimeColumns;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The newest ending of each role, as the database keeps it for lists and for changes, and
 * the accounts that it concerns.
 */
class EndedRoleRows {

	static final int PAGE = 1_000;

	private final JdbcClient jdbc;

	EndedRoleRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Record an ending, in the transaction that has appended it to the log.
	 */
	void put(Revocation row) {
		if (write(row, """
				update ended_role set seq = :seq, reason = :reason, ended_at = :ended, expires_at = :expires, passes = 0
				where role = :role
				""") == 0) {
			write(row, """
					insert into ended_role (role, seq, reason, ended_at, expires_at, passes)
					values (:role, :seq, :reason, :ended, :expires, 0)
					""");
		}
	}

	/**
	 * Tell whether a row ends the sessions of a role that more than a thousand accounts
	 * have.
	 */
	boolean concernsVeryMany(Revocation row) {
		return row.scope() == Revocation.Scope.ROLE && row.handle() != null
				&& holders(row.handle(), "", PAGE + 1).size() > PAGE;
	}

	/**
	 * Return some of the accounts that have a role now: a thousand, or the last ones.
	 * @param after the last one that is known, or an empty text
	 */
	List<String> holders(String role, String after) {
		return holders(role, after, PAGE);
	}

	/**
	 * Forget what ends nothing any more. By the row's own time and not by the log, so
	 * that a row is left alone to which a newer ending is written at the same moment.
	 */
	void purge(Instant now) {
		this.jdbc.sql("delete from ended_role where expires_at < ?").param(TimeColumns.utc(now)).update();
	}

	private List<String> holders(String role, String after, int most) {
		return this.jdbc
			.sql("select account_id from account_role where role = ? and account_id > ? order by account_id "
					+ "fetch first ? rows only")
			.params(role, after, most)
			.query(String.class)
			.list();
	}

	private int write(Revocation row, String statement) {
		return this.jdbc.sql(statement)
			.param("role", row.handle())
			.param("seq", row.seq())
			.param("reason", row.reason().name())
			.param("ended", TimeColumns.utc(row.createdAt()))
			.param("expires", TimeColumns.utc(row.expiresAt()))
			.update();
	}

}

package dev.latchkey.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import dev.latchkey.datastore.Columns;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The notices that no application has confirmed yet.
 */
class NoticeRows {

	private final JdbcClient jdbc;

	private final JdbcOperations batches;

	NoticeRows(JdbcClient jdbc, JdbcOperations batches) {
		this.jdbc = jdbc;
		this.batches = batches;
	}

	/**
	 * Insert notices, in one round trip.
	 * @param dueAt when a node may take them
	 */
	void insert(List<LogoutNotice> notices, Instant dueAt) {
		if (notices.isEmpty()) {
			return;
		}
		this.batches.batchUpdate("""
				insert into logout_notice (id, application_id, handle, account_id, issuer, attempt, due_at, give_up_at)
				values (?, ?, ?, ?, ?, ?, ?, ?)
				""", notices, notices.size(), (statement, notice) -> {
			statement.setString(1, notice.id());
			statement.setString(2, notice.applicationId());
			statement.setString(3, notice.handle());
			statement.setString(4, notice.accountId());
			statement.setString(5, notice.issuer());
			statement.setInt(6, notice.attempt());
			statement.setObject(7, Columns.utc(dueAt));
			statement.setObject(8, Columns.utc(notice.giveUpAt()));
		});
	}

	/**
	 * Return the applications to which something is due.
	 */
	List<String> findApplications(Instant now) {
		return this.jdbc.sql("select distinct application_id from logout_notice where due_at <= ?")
			.param(Columns.utc(now))
			.query(String.class)
			.list();
	}

	/**
	 * Return what is due to an application, the oldest first.
	 */
	List<LogoutNotice> findDue(String applicationId, Instant now, int most) {
		return this.jdbc.sql("""
				select id, application_id, handle, account_id, issuer, attempt, give_up_at from logout_notice
				where application_id = ? and due_at <= ? order by due_at fetch first ? rows only
				""").params(applicationId, Columns.utc(now), most).query(NoticeRows::notice).list();
	}

	/**
	 * Take a notice to send it. Of several nodes, one does.
	 * @param until when another may take it, if this one does not say how it went
	 * @return whether this one has it
	 */
	boolean take(LogoutNotice notice, Instant until) {
		return this.jdbc.sql("update logout_notice set attempt = attempt + 1, due_at = ? where id = ? and attempt = ?")
			.params(Columns.utc(until), notice.id(), notice.attempt())
			.update() == 1;
	}

	/**
	 * Send a notice that was taken once more, later.
	 */
	void postpone(LogoutNotice notice, Instant dueAt) {
		this.jdbc.sql("update logout_notice set due_at = ? where id = ? and attempt = ?")
			.params(Columns.utc(dueAt), notice.id(), notice.attempt())
			.update();
	}

	/**
	 * Delete a notice that is not to be sent any more.
	 * @return whether it was there
	 */
	boolean delete(String id) {
		return this.jdbc.sql("delete from logout_notice where id = ?").param(id).update() == 1;
	}

	/**
	 * Delete all that is due to an application if it is deleted.
	 */
	void deleteOfDeleted(String applicationId) {
		this.jdbc.sql("""
				delete from logout_notice where application_id = :id
					and not exists (select 1 from application where id = :id)
				""").param("id", applicationId).update();
	}

	private static LogoutNotice notice(ResultSet row, int number) throws SQLException {
		return new LogoutNotice(row.getString("id"), row.getString("application_id"), row.getString("handle"),
				row.getString("account_id"), row.getString("issuer"), row.getInt("attempt"),
				Columns.instant(row, "give_up_at"));
	}

}

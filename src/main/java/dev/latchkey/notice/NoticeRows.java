package dev.latchkey.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;

import dev.latchkey.datastore.ListBatches;
import dev.latchkey.datastore.TimeColumns;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The notices that no application has confirmed yet. What changes one says which attempt
 * it is about: of a notice that was taken or renewed since, it changes nothing.
 */
class NoticeRows {

	static final String COLUMNS = "id, application_id, handle, account_id, issuer, attempt, failures, again_at, "
			+ "give_up_at";

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
		this.batches.batchUpdate(
				"insert into logout_notice (" + COLUMNS + ", due_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", notices,
				notices.size(), (statement, notice) -> {
					statement.setString(1, notice.id());
					statement.setString(2, notice.applicationId());
					statement.setString(3, notice.handle());
					statement.setString(4, notice.accountId());
					statement.setString(5, notice.issuer());
					statement.setInt(6, notice.attempt());
					statement.setInt(7, notice.failures());
					statement.setObject(8, utc(notice.againAt()));
					statement.setObject(9, TimeColumns.utc(notice.giveUpAt()));
					statement.setObject(10, TimeColumns.utc(dueAt));
				});
	}

	/**
	 * Return what waits of some sessions.
	 */
	List<LogoutNotice> findOf(Set<String> handles) {
		return ListBatches.ofParameters(handles)
			.stream()
			.flatMap((batch) -> this.jdbc.sql("select " + COLUMNS + " from logout_notice where handle in (:handles)")
				.param("handles", batch)
				.query(NoticeRows::notice)
				.list()
				.stream())
			.toList();
	}

	/**
	 * Store a notice that was renewed.
	 * @param dueAt when a node may take it
	 * @return whether it was still there, and as it was
	 */
	boolean renew(LogoutNotice renewed, Instant dueAt) {
		return this.jdbc.sql("""
				update logout_notice set attempt = :attempt, issuer = :issuer, again_at = :again, give_up_at = :end,
					due_at = :due where id = :id and attempt = :attempt - 1
				""")
			.param("attempt", renewed.attempt())
			.param("issuer", renewed.issuer())
			.param("again", utc(renewed.againAt()))
			.param("end", TimeColumns.utc(renewed.giveUpAt()))
			.param("due", TimeColumns.utc(dueAt))
			.param("id", renewed.id())
			.update() == 1;
	}

	/**
	 * Take a notice to send it. Of several nodes, one does.
	 * @param until when another may take it, if this one does not say how it went
	 * @return whether this one has it
	 */
	boolean take(LogoutNotice notice, Instant until) {
		return this.jdbc.sql("update logout_notice set attempt = attempt + 1, due_at = ? where id = ? and attempt = ?")
			.params(TimeColumns.utc(until), notice.id(), notice.attempt())
			.update() == 1;
	}

	/**
	 * Give back a notice that had not its turn.
	 */
	void release(LogoutNotice notice, Instant dueAt) {
		this.jdbc.sql("update logout_notice set due_at = ? where id = ? and attempt = ?")
			.params(TimeColumns.utc(dueAt), notice.id(), notice.attempt())
			.update();
	}

	/**
	 * Send a notice again later that the application has not confirmed.
	 */
	void postpone(LogoutNotice notice, Instant dueAt) {
		this.jdbc.sql("update logout_notice set failures = failures + 1, due_at = ? where id = ? and attempt = ?")
			.params(TimeColumns.utc(dueAt), notice.id(), notice.attempt())
			.update();
	}

	/**
	 * Send a notice once more that the application has confirmed.
	 */
	void repeat(LogoutNotice notice, Instant dueAt) {
		this.jdbc.sql("""
				update logout_notice set again_at = null, failures = 0, due_at = ? where id = ? and attempt = ?
				""").params(TimeColumns.utc(dueAt), notice.id(), notice.attempt()).update();
	}

	/**
	 * Delete a notice that is not to be sent any more.
	 * @return whether it was there
	 */
	boolean delete(LogoutNotice notice) {
		return this.jdbc.sql("delete from logout_notice where id = ? and attempt = ?")
			.params(notice.id(), notice.attempt())
			.update() == 1;
	}

	static LogoutNotice notice(ResultSet row, int number) throws SQLException {
		return new LogoutNotice(row.getString("id"), row.getString("application_id"), row.getString("handle"),
				row.getString("account_id"), row.getString("issuer"), row.getInt("attempt"), row.getInt("failures"),
				TimeColumns.nullableInstant(row, "again_at"), TimeColumns.instant(row, "give_up_at"));
	}

	private static @Nullable OffsetDateTime utc(@Nullable Instant moment) {
		return (moment != null) ? TimeColumns.utc(moment) : null;
	}

}

package dev.latchkey.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

import dev.latchkey.datastore.ListBatches;
import dev.latchkey.datastore.TimeColumns;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which applications have to be told: those with a back-channel URI that were given
 * something in the session. A grant that has ended counts as well, as the application may
 * still have a session of its own, unless the application was told of that; one whose
 * code was never redeemed does not.
 */
class NoticeRecipients {

	private static final String FOUND = """
			 from application_grant g join application a on a.id = g.application_id
			where a.oidc_backchannel_logout_uri is not null and g.redeemed_at is not null and not g.told
			""";

	private static final String RECIPIENT = "select g.application_id, g.handle, g.account_id, max(g.redeemed_at) granted_at";

	private static final String GROUPED = " group by g.application_id, g.handle, g.account_id";

	private final JdbcClient jdbc;

	NoticeRecipients(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Return those of some sessions.
	 */
	List<NoticeRecipient> recipientsOf(List<String> handles) {
		return ListBatches.ofParameters(handles)
			.stream()
			.flatMap((batch) -> this.jdbc.sql(RECIPIENT + FOUND + " and g.handle in (:handles)" + GROUPED)
				.param("handles", batch)
				.query(NoticeRecipients::recipient)
				.list()
				.stream())
			.toList();
	}

	/**
	 * Return one application, for each of some sessions.
	 */
	List<NoticeRecipient> recipientsOf(String applicationId, Collection<String> handles) {
		return ListBatches.ofParameters(handles)
			.stream()
			.flatMap((batch) -> this.jdbc
				.sql(RECIPIENT + FOUND + " and g.handle in (:handles) and g.application_id = :application" + GROUPED)
				.param("handles", batch)
				.param("application", applicationId)
				.query(NoticeRecipients::recipient)
				.list()
				.stream())
			.toList();
	}

	private static NoticeRecipient recipient(ResultSet row, int number) throws SQLException {
		return new NoticeRecipient(row.getString("application_id"), row.getString("handle"),
				row.getString("account_id"), granted(row));
	}

	private static Instant granted(ResultSet row) throws SQLException {
		return TimeColumns.instant(row, "granted_at");
	}

}

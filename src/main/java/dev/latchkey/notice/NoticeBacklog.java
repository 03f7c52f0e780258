package dev.latchkey.notice;

import java.time.Instant;
import java.util.List;

import dev.latchkey.datastore.TimeColumns;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What waits for applications: what is due, and what is not sent any more.
 */
class NoticeBacklog {

	private static final String SELECT = "select " + NoticeRows.COLUMNS + " from logout_notice where ";

	private final JdbcClient jdbc;

	NoticeBacklog(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	/**
	 * Tell whether at least so many notices wait for an application.
	 */
	boolean reaches(String applicationId, int many) {
		return this.jdbc
			.sql("select 1 from logout_notice where application_id = ? order by due_at offset ? rows "
					+ "fetch first row only")
			.params(applicationId, many - 1)
			.query(Integer.class)
			.optional()
			.isPresent();
	}

	/**
	 * Return the applications to which something is due. It looks once for each
	 * application, however much is due to it.
	 */
	List<String> findApplications(Instant now) {
		return this.jdbc.sql("""
				select a.id from application a where exists (
					select 1 from logout_notice n where n.application_id = a.id and n.due_at <= ?)
				""").param(TimeColumns.utc(now)).query(String.class).list();
	}

	/**
	 * Return what is due to an application, the oldest first.
	 */
	List<LogoutNotice> findDue(String applicationId, Instant now, int most) {
		return this.jdbc.sql(SELECT + "application_id = ? and due_at <= ? order by due_at fetch first ? rows only")
			.params(applicationId, TimeColumns.utc(now), most)
			.query(NoticeRows::notice)
			.list();
	}

	/**
	 * Return some of those whose time is over.
	 */
	List<LogoutNotice> findOver(Instant now, int most) {
		return this.jdbc.sql(SELECT + "give_up_at < ? order by give_up_at fetch first ? rows only")
			.params(TimeColumns.utc(now), most)
			.query(NoticeRows::notice)
			.list();
	}

	/**
	 * Return some of an application's beyond so many: those that have been due for the
	 * longest.
	 */
	List<LogoutNotice> findBeyond(String applicationId, int kept, int most) {
		return this.jdbc.sql(SELECT + "application_id = ? order by due_at desc offset ? rows fetch first ? rows only")
			.params(applicationId, kept, most)
			.query(NoticeRows::notice)
			.list();
	}

	/**
	 * Delete all of an application that is there no longer.
	 * @return whether there was one
	 */
	boolean deleteOfDeleted() {
		return this.jdbc.sql("""
				select n.application_id from logout_notice n
				where not exists (select 1 from application a where a.id = n.application_id) fetch first row only
				""")
			.query(String.class)
			.optional()
			.filter((id) -> this.jdbc.sql("delete from logout_notice where application_id = ?").param(id).update() > 0)
			.isPresent();
	}

}

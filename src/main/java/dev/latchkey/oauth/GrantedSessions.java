package dev.latchkey.oauth;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;

import dev.latchkey.application.Application;
import dev.latchkey.datastore.Page;
import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.session.UserSessions;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The sessions in which an application was given something.
 */
public class GrantedSessions {

	/** As many as are counted. */
	private static final int MOST = 10_000;

	private static final String WHICH = " from user_session s where " + UserSessions.LIVE + """
			 and s.handle in (select g.handle from application_grant g where g.application_id = :application
			    and g.ended_at is null and g.expires_at > :now and g.redeemed_at is not null)
			""";

	private final JdbcClient jdbc;

	private final Clock clock;

	GrantedSessions(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Return a page of the live sessions in which an application holds a grant.
	 * @param application the application
	 * @param page the number of the page, from 0
	 * @param size how many a page holds
	 * @return their handles, newest first; the total is at most 10,000
	 * @throws org.springframework.dao.DataAccessException if they cannot be read
	 */
	public Page<String> page(Application application, int page, int size) {
		OffsetDateTime now = TimeColumns.utc(this.clock.instant());
		long from = (long) page * size;
		long total = this.jdbc
			.sql("select count(*) from (select s.handle" + WHICH + " fetch first :most rows only) counted")
			.param("now", now)
			.param("application", application.id())
			.param("most", MOST)
			.query(Long.class)
			.single();
		List<String> handles = (from >= total) ? List.of()
				: this.jdbc
					.sql("select s.handle" + WHICH
							+ " order by s.started_at desc, s.handle offset :from rows fetch next :size rows only")
					.param("now", now)
					.param("application", application.id())
					.param("from", from)
					.param("size", size)
					.query(String.class)
					.list();
		return new Page<>(handles, page, size, total);
	}

}

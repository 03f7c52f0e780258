package dev.latchkey.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.session.SessionSettings;
import dev.latchkey.session.UserSessions;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds what applications were given in sessions that nothing has ended, and whose time
 * is over.
 */
class ExpiredSessions {

	private final JdbcClient jdbc;

	private final GrantSteps steps;

	private final Duration lag;

	private final Clock clock;

	ExpiredSessions(JdbcClient jdbc, GrantSteps steps, SessionSettings settings, Clock clock) {
		this.jdbc = jdbc;
		this.steps = steps;
		// by then the database knows of each use that a node has seen in time
		this.lag = settings.writeBack().multipliedBy(2);
		this.clock = clock;
	}

	/**
	 * Find some grants of which the application was not told.
	 * @param place the last grant that was looked at before; empty for none
	 */
	GrantSteps.Step find(String place) {
		Instant now = this.clock.instant();
		Optional<String> end = this.steps.end(place);
		List<SweptGrants.Found> found = this.jdbc
			.sql("""
					select g.id, g.application_id, g.handle, g.account_id, g.redeemed_at
					from application_grant g join application a on a.id = g.application_id
						join user_session s on s.handle = g.handle
					where g.id > :place and a.oidc_backchannel_logout_uri is not null and g.redeemed_at is not null
						and not g.told and (s.expires_at <= :now or s.idle_expires_at <= :idle) and
					""" + UserSessions.NOT_ENDED + end.map((id) -> " and g.id <= :end").orElse("")
					+ " order by g.id fetch first :most rows only")
			.param("place", place)
			.param("end", end.orElse(""))
			.param("now", TimeColumns.utc(now))
			.param("idle", TimeColumns.utc(now.minus(this.lag)))
			.param("most", GrantSteps.FOUND)
			.query(ExpiredSessions::found)
			.list();
		return GrantSteps.Step.of(found, end);
	}

	/**
	 * Note that the application is told, in the caller's transaction.
	 * @return those that no other node has noted
	 */
	List<SweptGrants.Found> noteTold(List<SweptGrants.Found> found) {
		List<String> ids = found.stream().map(SweptGrants.Found::grant).toList();
		List<String> locked = this.jdbc
			.sql("select id from application_grant where id in (:ids) and not told order by id for update")
			.param("ids", ids)
			.query(String.class)
			.list();
		if (!locked.isEmpty()) {
			this.jdbc.sql("update application_grant set told = true where id in (:ids)").param("ids", locked).update();
		}
		return found.stream().filter((one) -> locked.contains(one.grant())).toList();
	}

	private static SweptGrants.Found found(ResultSet row, int number) throws SQLException {
		return new SweptGrants.Found(row.getString("id"), new NoticeRecipient(row.getString("application_id"),
				row.getString("handle"), row.getString("account_id"), TimeColumns.instant(row, "redeemed_at")));
	}

}

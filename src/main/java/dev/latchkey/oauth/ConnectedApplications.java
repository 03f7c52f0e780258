package dev.latchkey.oauth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.oauth.token.ScopeNames;
import dev.latchkey.session.UserSessions;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The applications that hold live grants of an account. The database puts the grants
 * together: an application that signs a person in each minute holds thousands of them.
 */
class ConnectedApplications {

	/** Of sets of scopes: a client can ask for any of them. */
	private static final int MOST = 10_000;

	private final JdbcClient jdbc;

	private final Clock clock;

	ConnectedApplications(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Return the applications, the latest grant first.
	 */
	List<ConnectedApplication> liveOf(String accountId) {
		Map<String, ConnectedApplication> found = new LinkedHashMap<>();
		grants(accountId).forEach((grants) -> found.merge(grants.applicationId(), grants, ConnectedApplications::both));
		return found.values()
			.stream()
			.sorted(Comparator.comparing(ConnectedApplication::grantedAt).reversed())
			.toList();
	}

	/**
	 * Return those grants together that are of one application and for the same scopes.
	 * Those that ended with all that the application had have no mark of their own.
	 */
	private List<ConnectedApplication> grants(String accountId) {
		return this.jdbc.sql("""
				select g.application_id, g.scopes, min(g.created_at) as created_at
				from application_grant g join application a on a.id = g.application_id
					join user_session s on s.handle = g.handle
				""" + GrantRows.LOSSES + """
				where g.account_id = :account and g.redeemed_at is not null and g.ended_at is null
					and g.epoch >= coalesce(lost.seq, 0) and a.oidc_redirect_uris is not null and
				""" + UserSessions.LIVE + """
				 group by g.application_id, g.scopes order by min(g.created_at) fetch first :most rows only
				""")
			.param("account", accountId)
			.param("now", TimeColumns.utc(this.clock.instant()))
			.param("most", MOST)
			.query(ConnectedApplications::read)
			.list();
	}

	private static ConnectedApplication read(ResultSet row, int number) throws SQLException {
		return new ConnectedApplication(row.getString("application_id"), TimeColumns.instant(row, "created_at"),
				ScopeNames.ofLines(row.getString("scopes")));
	}

	private static ConnectedApplication both(ConnectedApplication one, ConnectedApplication other) {
		TreeSet<String> scopes = new TreeSet<>(one.scopes());
		scopes.addAll(other.scopes());
		Instant first = one.grantedAt().isBefore(other.grantedAt()) ? one.grantedAt() : other.grantedAt();
		return new ConnectedApplication(one.applicationId(), first, scopes);
	}

}

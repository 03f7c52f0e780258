package dev.latchkey.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.revocation.Revocation;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds the grants of the sessions that one ending of very many has ended, and no ending
 * before it: of those the applications were told then.
 */
class SweptGrants {

	private static final Map<String, String> WHICH = Map.of(Revocation.Scope.EVERYBODY.name(), "",
			Revocation.Scope.ACCOUNT.name(), " and g.account_id = :subject", Revocation.Scope.ROLE.name(),
			" and exists (select 1 from account_role r where r.account_id = g.account_id and r.role = :subject)");

	private final JdbcClient jdbc;

	private final GrantSteps steps;

	SweptGrants(JdbcClient jdbc, GrantSteps steps) {
		this.jdbc = jdbc;
		this.steps = steps;
	}

	/**
	 * Require that something can end very many sessions: otherwise applications would be
	 * told of sessions that go on.
	 * @throws IllegalArgumentException if it cannot
	 */
	static void requireKnown(String scope) {
		if (!WHICH.containsKey(scope)) {
			throw new IllegalArgumentException("No ending of very many sessions is of the scope " + scope);
		}
	}

	/**
	 * Find the next ones.
	 * @param since when they were given, or later
	 * @throws IllegalArgumentException if the scope is not known
	 */
	GrantSteps.Step find(EndingSweep sweep, Instant since) {
		requireKnown(sweep.scope());
		// those of an account are found by it
		Optional<String> end = Revocation.Scope.ACCOUNT.name().equals(sweep.scope()) ? Optional.empty()
				: this.steps.end(sweep.place(), sweep.applicationId());
		JdbcClient.StatementSpec statement = this.jdbc
			.sql("""
					select g.id, g.application_id, g.handle, g.account_id, g.redeemed_at
					from application_grant g join user_session s on s.handle = g.handle
						join application a on a.id = g.application_id
					where g.application_id = :application and g.id > :place and a.oidc_backchannel_logout_uri is not null
						and g.redeemed_at >= :since and not g.told
						and s.epoch < :seq and (s.ended_at is null or s.ended_at >= :ended)
						and s.epoch >= coalesce(
							(select max(r.seq) from revocation r where r.scope = 'EVERYBODY' and r.seq < :seq), 0)
						and not exists (select 1 from revocation r where r.account_id = s.account_id
							and r.scope <> 'SESSION' and r.seq > s.epoch and r.seq < :seq)
						and not exists (select 1 from ended_role er join account_role held on held.role = er.role
							where held.account_id = s.account_id and er.seq > s.epoch and er.seq < :seq)
					"""
					+ WHICH.get(sweep.scope()) + end.map((id) -> " and g.id <= :end").orElse("")
					+ " order by g.id fetch first :most rows only")
			.param("application", sweep.applicationId())
			.param("since", TimeColumns.utc(since))
			.param("place", sweep.place())
			.param("seq", sweep.seq())
			.param("ended", TimeColumns.utc(sweep.endedAt()))
			.param("most", GrantSteps.FOUND)
			.param("end", end.orElse(""));
		return GrantSteps.Step.of(((sweep.subject() != null) ? statement.param("subject", sweep.subject()) : statement)
			.query(SweptGrants::found)
			.list(), end);
	}

	/**
	 * Return whom to tell, each session once: by the newest of its grants, which says
	 * whether the application may hear too early.
	 */
	static List<NoticeRecipient> recipients(List<Found> found) {
		List<NoticeRecipient> distinct = new ArrayList<>();
		found.stream()
			.map(Found::recipient)
			.sorted(Comparator.comparing(NoticeRecipient::grantedAt).reversed())
			.filter((one) -> distinct.stream().noneMatch(one::isSameAs))
			.forEach(distinct::add);
		return distinct;
	}

	private static Found found(ResultSet row, int number) throws SQLException {
		return new Found(row.getString("id"), new NoticeRecipient(row.getString("application_id"),
				row.getString("handle"), row.getString("account_id"), TimeColumns.instant(row, "redeemed_at")));
	}

	/**
	 * A grant, and who is told because of it.
	 */
	record Found(String grant, NoticeRecipient recipient) {
	}

}

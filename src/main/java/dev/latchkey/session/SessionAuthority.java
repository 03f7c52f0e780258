package dev.latchkey.session;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.Revocations;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a session may do at the moment of a change, by the database and the log. The
 * credential was looked at when the request began: since then the session may have ended,
 * and its role may have got a permission.
 */
public class SessionAuthority {

	private final JdbcClient jdbc;

	private final RefreshRows rows;

	private final Revocations revocations;

	SessionAuthority(JdbcClient jdbc, RefreshRows rows, Revocations revocations) {
		this.jdbc = jdbc;
		this.rows = rows;
		this.revocations = revocations;
	}

	/**
	 * Return what a session may do, for the transaction of a change and in one statement.
	 * @param acting the session that makes the change
	 * @return the permissions of its account
	 * @throws SessionEndedException if the session has ended, or its account is disabled
	 */
	public Set<String> permissionsOf(Session acting) {
		List<Optional<String>> found = this.jdbc.sql("""
				select rp.permission from user_session s
				join account a on a.id = s.account_id and a.status = 'active'
				join revocation_head h on h.everybody <= s.epoch
				left join account_role ar on ar.account_id = a.id
				left join role_permission rp on rp.role = ar.role
				where s.handle = :handle and s.ended_at is null and not exists (select 1 from revocation r
					where r.account_id = s.account_id and r.scope = 'ACCOUNT' and r.seq > s.epoch)
				""")
			.param("handle", acting.handle())
			.query((row, number) -> Optional.ofNullable(row.getString("permission")))
			.list();
		if (found.isEmpty()) {
			throw new SessionEndedException(reasonOf(acting));
		}
		return found.stream().flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
	}

	private EndReason reasonOf(Session ended) {
		// its own row may not be marked yet
		return Optional.ofNullable(this.rows.find(ended.handle()).endReason())
			.or(() -> this.revocations.endOf(ended.accountId(), ended.epoch()))
			.orElse(EndReason.ACCOUNT_DISABLED);
	}

}

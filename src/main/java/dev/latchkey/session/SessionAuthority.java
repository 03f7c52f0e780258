package dev.latchkey.session;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.Revocations;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;

/**
 * What a session may do at the moment of a change, by the database and the log.
 */
public class SessionAuthority {

	private final JdbcClient jdbc;

	private final Revocations revocations;

	private final SessionSettings settings;

	private final Clock clock;

	SessionAuthority(JdbcClient jdbc, Revocations revocations, SessionSettings settings, Clock clock) {
		this.jdbc = jdbc;
		this.revocations = revocations;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Return the authority of a session that asks for a change.
	 * @param session the session, as its credential describes it
	 * @param permission the permission that the call takes, or {@code null} for none
	 * @return its authority, which is looked up when the change is made
	 */
	public ActingSession actingSession(Session session, @Nullable String permission) {
		return new ActingSession(session, permission, false, this);
	}

	/**
	 * Require in one statement that a session lives, and that its account has a
	 * permission.
	 * @param recent whether the person has to have proved recently who it is
	 */
	ChangeRights require(Session acting, @Nullable String permission, boolean recent) {
		Instant now = this.clock.instant();
		if (!now.isBefore(acting.expiresAt())) {
			throw new SessionEndedException(EndReason.EXPIRED);
		}
		List<Row> found = this.jdbc.sql("""
				select h.seq, s.proved_at, rp.permission from user_session s
				join account a on a.id = s.account_id and a.status = 'active'
				join revocation_head h on h.everybody <= s.epoch
				left join account_role ar on ar.account_id = a.id
				left join role_permission rp on rp.role = ar.role
				where s.handle = :handle and s.ended_at is null and not exists (select 1 from revocation r
					where r.account_id = s.account_id and r.scope = 'ACCOUNT' and r.seq > s.epoch)
					and not exists (select 1 from ended_role er join account_role held on held.role = er.role
						where held.account_id = s.account_id and er.seq > s.epoch)
				""")
			.param("handle", acting.handle())
			.query((row, number) -> new Row(row.getLong("seq"), TimeColumns.instant(row, "proved_at"),
					Optional.ofNullable(row.getString("permission"))))
			.list();
		if (found.isEmpty()) {
			throw new SessionEndedException(reasonOf(acting));
		}
		Set<String> held = found.stream()
			.flatMap((row) -> row.permission().stream())
			.collect(Collectors.toUnmodifiableSet());
		if (permission != null && !held.contains(permission)) {
			throw new AccessDeniedException("The account lacks a permission that it had");
		}
		// last: a user who lacks the permission is not asked for a proof
		if (recent && found.get(0).provedAt().plus(this.settings.proofAge()).isBefore(now)) {
			throw new ProofTooOldException(this.settings.proofAge());
		}
		return new ChangeRights(held, found.get(0).seq());
	}

	/**
	 * Require that no ending in a part of the log is one of a session.
	 * @param after the number before the first
	 * @param last the last number
	 */
	void requireNotEnded(Session acting, long after, long last) {
		this.revocations.endBetween(acting.accountId(), acting.handle(), after, last).ifPresent((reason) -> {
			throw new SessionEndedException(reason);
		});
	}

	private EndReason reasonOf(Session ended) {
		// its own row may not be marked yet
		return this.jdbc.sql("select end_reason from user_session where handle = ?")
			.param(ended.handle())
			.query(String.class)
			.optional()
			.map(EndReason::valueOf)
			.or(() -> this.revocations.endOf(ended.accountId(), ended.epoch()))
			.orElse(EndReason.ACCOUNT_DISABLED);
	}

	private record Row(long seq, Instant provedAt, Optional<String> permission) {
	}

}

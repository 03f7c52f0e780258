package dev.latchkey.revocation;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.latchkey.datastore.TimeColumns;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes the durable log of revocations, and answers what it has ended. A number is given
 * out by updating a one-row counter, which stays locked until the transaction ends: so
 * numbers are contiguous and in the order of commits, and a reader that has seen number
 * <i>n</i> can see all before it.
 */
public class Revocations {

	private final JdbcClient jdbc;

	private final RevocationRows rows;

	private final EndedRoleRows endedRoles;

	Revocations(JdbcClient jdbc, JdbcOperations batches, Clock clock) {
		this.jdbc = jdbc;
		this.rows = new RevocationRows(jdbc, batches, clock);
		this.endedRoles = new EndedRoleRows(jdbc);
	}

	/**
	 * Return the newest number of the log.
	 * @return the newest number, 0 where nothing was ever ended
	 */
	public long head() {
		return this.jdbc.sql("select seq from revocation_head").query(Long.class).single();
	}

	/**
	 * Lock the log until the caller's transaction ends, so that nothing else ends before
	 * that. Once it holds the log, the transaction must not wait for anything else.
	 * @return the newest number
	 */
	public long lock() {
		return this.jdbc.sql("select seq from revocation_head for update").query(Long.class).single();
	}

	/**
	 * Return what a login begins with.
	 * @return the newest number, and how far back lists of sessions reach
	 */
	public LoginEpoch loginEpoch() {
		return this.jdbc.sql("select seq, live_since from revocation_head")
			.query((row, number) -> new LoginEpoch(row.getLong("seq"), TimeColumns.instant(row, "live_since")))
			.single();
	}

	/**
	 * Let lists of sessions reach back to one that was opened by a node whose clock is
	 * behind, in the caller's transaction, which holds the log's lock from here on.
	 * @param startedAt when the session began by that clock
	 */
	public void reachBackTo(Instant startedAt) {
		this.jdbc.sql("update revocation_head set live_since = :started where live_since > :started")
			.param("started", TimeColumns.utc(startedAt))
			.update();
	}

	/**
	 * Write that some sessions of an account have ended, in the caller's transaction and
	 * in two round trips, however many there are.
	 * @param accountId the account
	 * @param sessions their handles, and when no credential of each can be alive any more
	 * @param reason why
	 * @param actor who did it
	 * @return the rows, which count once the transaction has committed
	 */
	public List<Revocation> endSessions(String accountId, Map<String, Instant> sessions, EndReason reason,
			String actor) {
		return sessions.isEmpty() ? List.of()
				: this.rows.append(Revocation.Scope.SESSION, accountId, sessions, reason, actor);
	}

	/**
	 * Write that all earlier sessions of an account have ended, in the caller's
	 * transaction.
	 * @param accountId the account
	 * @param reason why
	 * @param actor who did it
	 * @param expiresAt when no credential of these sessions can be alive any more
	 * @return the row, which counts once the transaction has committed
	 */
	public Revocation endAccount(String accountId, EndReason reason, String actor, Instant expiresAt) {
		return this.rows.append(Revocation.Scope.ACCOUNT, accountId, null, reason, actor, expiresAt);
	}

	/**
	 * Write that all earlier sessions have ended, in the caller's transaction.
	 * @param actor who did it
	 * @param expiresAt when no credential of these sessions can be alive any more
	 * @return the row, which counts once the transaction has committed
	 */
	public Revocation endEverybody(String actor, Instant expiresAt) {
		Revocation row = this.rows.append(Revocation.Scope.EVERYBODY, null, null, EndReason.EVERYBODY, actor,
				expiresAt);
		// sessions begin at whole seconds
		this.jdbc.sql("update revocation_head set everybody = seq, live_since = ?")
			.param(TimeColumns.utc(row.createdAt().truncatedTo(ChronoUnit.SECONDS)))
			.update();
		return row;
	}

	/**
	 * Write that all earlier sessions of the accounts that have a role have ended, in the
	 * caller's transaction: in a few statements, however many accounts there are. No
	 * account and no session is locked: a login that is under way, or a credential that
	 * is issued later for one that began earlier, carries the role and an earlier epoch.
	 * @param role the role
	 * @param reason why
	 * @param actor who did it
	 * @param expiresAt when no credential of these sessions can be alive any more
	 * @return the row, which counts once the transaction has committed
	 */
	public Revocation endRole(String role, EndReason reason, String actor, Instant expiresAt) {
		Revocation row = this.rows.append(Revocation.Scope.ROLE, null, role, reason, actor, expiresAt);
		this.endedRoles.put(row);
		return row;
	}

	/**
	 * Write that all tokens that a signing key has signed are void, in the caller's
	 * transaction.
	 * @param kid the key's id, 22 characters of base64url
	 * @param actor who did it
	 * @param expiresAt when no application can accept such a token any more
	 * @return the row, which counts once the transaction has committed
	 */
	public Revocation endKey(String kid, String actor, Instant expiresAt) {
		return this.rows.append(Revocation.Scope.KEY, null, kid, EndReason.KEY_REVOKED, actor, expiresAt);
	}

	/**
	 * Write that some grants of applications have ended, in the caller's transaction and
	 * in two round trips, however many there are.
	 * @param grants their ids, and when no token of each can be alive any more
	 * @param actor who did it
	 * @return the rows, which count once the transaction has committed
	 */
	public List<Revocation> endGrants(Map<String, Instant> grants, String actor) {
		return grants.isEmpty() ? List.of()
				: this.rows.append(Revocation.Scope.GRANT, null, grants, EndReason.GRANT_ENDED, actor);
	}

	/**
	 * Write that all that an application was given before has ended, in the caller's
	 * transaction.
	 * @param clientId its client id, which another application may have later
	 * @param actor who did it
	 * @param expiresAt when no token of it can be alive any more
	 * @return the row, which counts once the transaction has committed
	 */
	public Revocation endApplication(String clientId, String actor, Instant expiresAt) {
		return this.rows.append(Revocation.Scope.APPLICATION, null, clientId, EndReason.GRANT_ENDED, actor, expiresAt);
	}

	/**
	 * Tell whether anything ended this account's earlier sessions after a number.
	 * @param accountId the account
	 * @param epoch the number
	 * @return whether a session with that epoch would be dead from the start
	 */
	public boolean endedSince(String accountId, long epoch) {
		return endOf(accountId, epoch).isPresent();
	}

	/**
	 * Return what ended this account's earlier sessions after a number.
	 * @param accountId the account
	 * @param epoch the number
	 * @return why a session with that epoch is dead, of several endings the first; empty
	 * where it is not dead
	 */
	public Optional<EndReason> endOf(String accountId, long epoch) {
		return this.jdbc.sql("""
				select reason from (
					select seq, reason from revocation
						where account_id = :account and seq > :epoch and scope = 'ACCOUNT'
					union all select everybody, 'EVERYBODY' from revocation_head where everybody > :epoch
					union all select er.seq, er.reason from ended_role er join account_role held on held.role = er.role
						where held.account_id = :account and er.seq > :epoch) ended
				order by seq fetch first row only
				""")
			.param("account", accountId)
			.param("epoch", epoch)
			.query(String.class)
			.optional()
			.map(EndReason::valueOf);
	}

	/**
	 * Return what a part of the log ended a session by.
	 * @param accountId its account
	 * @param handle its handle
	 * @param after the number before the first of that part
	 * @param last the last number of it
	 * @return why the session ended, of several endings the first; empty where none of
	 * them concerns it
	 */
	public Optional<EndReason> endBetween(String accountId, String handle, long after, long last) {
		return this.jdbc.sql("""
				select reason from revocation where seq > :after and seq <= :last and (scope = 'EVERYBODY'
					or (account_id = :account and (scope = 'ACCOUNT' or handle = :handle))
					or (scope = 'ROLE' and handle in (select role from account_role where account_id = :account)))
				order by seq fetch first row only
				""")
			.param("after", after)
			.param("last", last)
			.param("account", accountId)
			.param("handle", handle)
			.query(String.class)
			.optional()
			.map(EndReason::valueOf);
	}

	/**
	 * Tell whether an ending that locks no account came after a number: of all sessions,
	 * or of those of all accounts with a role that this one has.
	 * @param accountId the account
	 * @param epoch the number
	 * @return whether a session with that epoch would be dead from the start
	 */
	public boolean endedWithOthersSince(String accountId, long epoch) {
		return this.jdbc.sql("""
				select count(*) from revocation_head where everybody > :epoch or exists (select 1 from ended_role er
					join account_role held on held.role = er.role
					where held.account_id = :account and er.seq > :epoch)
				""").param("account", accountId).param("epoch", epoch).query(Integer.class).single() > 0;
	}

}

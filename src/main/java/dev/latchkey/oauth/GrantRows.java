package dev.latchkey.oauth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.latchkey.datastore.BatchedDelete;
import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.session.UserSessions;

import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The grants. Codes and refreshes are judged by the database's clock, as the nodes' may
 * differ.
 */
class GrantRows {

	private static final BatchedDelete EXPIRED = new BatchedDelete("application_grant", "id", "expires_at < ?",
			"expires_at");

	/** As long as its session. */
	static final Duration KEPT = Duration.ofMinutes(10);

	/**
	 * When an application last lost all that it had: grants of before have no mark of
	 * their own.
	 */
	static final String LOSSES = """
			left join (select handle as client_id, max(seq) as seq from revocation
				where account_id is null and scope = 'APPLICATION' group by handle) lost on lost.client_id = a.client_id
			""";

	private static final String ROW = """
			select g.*, a.client_id, o.username, c.scopes as consented, current_timestamp as present
			from application_grant g
			left join application a on a.id = g.application_id and a.oidc_redirect_uris is not null
			left join account o on o.id = g.account_id
			left join application_consent c on c.account_id = g.account_id and c.application_id = g.application_id
			""";

	private final JdbcClient jdbc;

	private final JdbcOperations batches;

	private final Clock clock;

	GrantRows(JdbcClient jdbc, JdbcOperations batches, Clock clock) {
		this.jdbc = jdbc;
		this.batches = batches;
		this.clock = clock;
	}

	Optional<GrantRow> byCode(String codeHash) {
		return this.jdbc.sql(ROW + "where g.code_hash = ?").param(codeHash).query(GrantRow::read).optional();
	}

	Optional<GrantRow> byId(String id) {
		return this.jdbc.sql(ROW + "where g.id = ?").param(id).query(GrantRow::read).optional();
	}

	/**
	 * Lock a session, and tell whether the log and the clock let it live. An ending that
	 * locks it waits, and finds what this transaction does.
	 */
	boolean lockSession(String handle) {
		return this.jdbc.sql("select 1 from user_session where handle = ? for update")
			.param(handle)
			.query(Integer.class)
			.optional()
			.isPresent()
				&& this.jdbc.sql("select count(*) from user_session s where s.handle = :handle and" + UserSessions.LIVE)
					.param("handle", handle)
					.param("now", TimeColumns.utc(this.clock.instant()))
					.query(Integer.class)
					.single() == 1;
	}

	/**
	 * Note that a grant is redeemed, by its code if it has one. Of several callers at
	 * once, one does; none does once it has ended.
	 * @param tokensUntil when the first access token has expired
	 * @param expiresAt when the session is over
	 */
	boolean redeem(String id, Instant tokensUntil, Instant expiresAt) {
		return this.jdbc.sql("""
				update application_grant set redeemed_at = current_timestamp, tokens_until = :until,
					expires_at = :expires
				where id = :id and redeemed_at is null and ended_at is null
					and (code_hash is null or code_expires_at > current_timestamp)
				""")
			.param("until", TimeColumns.utc(tokensUntil))
			.param("expires", TimeColumns.utc(expiresAt))
			.param("id", id)
			.update() == 1;
	}

	/**
	 * Store which generation is handed out.
	 * @param row the grant, as the generation was chosen by it
	 * @param presented the generation that the client has presented: if it is the newest,
	 * the client has it
	 * @return whether the grant is still as it was
	 */
	boolean refresh(GrantRow row, long presented, long generation, Instant tokensUntil) {
		long current = row.state().current();
		return this.jdbc.sql("""
				update application_grant set refresh_generation = :next, tokens_until = :until,
					rotated_at = case when :rotated then current_timestamp else rotated_at end,
					confirmed_at = case when :seen > confirmed_generation then current_timestamp
						else confirmed_at end,
					confirmed_generation = greatest(confirmed_generation, :seen)
				where id = :id and refresh_generation = :current and ended_at is null
				""")
			.param("next", generation)
			.param("until", TimeColumns.utc(tokensUntil))
			.param("rotated", generation != presented)
			.param("seen", (presented == current) ? current : 0)
			.param("id", row.id())
			.param("current", current)
			.update() == 1;
	}

	/**
	 * Count the grants that an application holds of an account, in each live session.
	 */
	List<LiveGrants> liveOf(String accountId, String applicationId) {
		return this.jdbc.sql("""
				select g.handle, a.client_id, o.username, count(*) as grants
				from application_grant g join application a on a.id = g.application_id
					join user_session s on s.handle = g.handle left join account o on o.id = g.account_id
				""" + LOSSES + """
				where g.account_id = :account and g.application_id = :application
					and g.redeemed_at is not null and g.ended_at is null
					and g.epoch >= coalesce(lost.seq, 0) and a.oidc_redirect_uris is not null and
				""" + UserSessions.LIVE + " group by g.handle, a.client_id, o.username")
			.param("account", accountId)
			.param("application", applicationId)
			.param("now", TimeColumns.utc(this.clock.instant()))
			.query((row, number) -> new LiveGrants(row.getString("handle"), row.getString("client_id"),
					row.getString("username"), row.getInt("grants")))
			.list();
	}

	/**
	 * Delete the grants whose session is over, of which the application was told
	 * meanwhile, and those of which nothing is good any more.
	 */
	void purge() {
		EXPIRED.run(this.batches, TimeColumns.utc(this.clock.instant().minus(KEPT)));
	}

}

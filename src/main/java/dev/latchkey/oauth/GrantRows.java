package dev.latchkey.oauth;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;

import dev.latchkey.datastore.BatchedDelete;
import dev.latchkey.datastore.Columns;
import dev.latchkey.session.RefreshState;
import dev.latchkey.session.UserSessions;
import org.jspecify.annotations.Nullable;

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

	/**
	 * Insert a grant with a code, which is good for a minute. If that is not redeemed,
	 * the row goes an hour later.
	 * @return whether the application is registered
	 */
	boolean insert(NewGrant grant, CodeRequest request, String codeHash) {
		return this.jdbc.sql("""
				insert into application_grant (id, application_id, handle, account_id, epoch, scopes, code_hash,
					code_expires_at, redirect_uri, code_challenge, nonce, refresh_generation, confirmed_generation,
					created_at, expires_at)
				select :id, a.id, :handle, :account, h.seq, :scopes, :code, current_timestamp + interval '60' second,
					:uri, :challenge, :nonce, 0, 0, current_timestamp, :expires
				from application a join revocation_head h on h.id = 1
				where a.id = :application and a.oidc_redirect_uris is not null
				""")
			.param("id", grant.id())
			.param("application", grant.applicationId())
			.param("handle", grant.handle())
			.param("account", grant.accountId())
			.param("scopes", Scopes.lines(request.scopes()))
			.param("code", codeHash)
			.param("uri", request.redirectUri())
			.param("challenge", request.codeChallenge())
			.param("nonce", request.nonce())
			.param("expires", Columns.utc(grant.expiresAt()))
			.update() == 1;
	}

	/**
	 * Insert a grant that has no code, and is redeemed by its id.
	 * @return whether the application is registered
	 */
	boolean insertAllowed(NewGrant grant, SortedSet<String> scopes) {
		return this.jdbc.sql("""
				insert into application_grant (id, application_id, handle, account_id, epoch, scopes,
					refresh_generation, confirmed_generation, created_at, expires_at)
				select :id, a.id, :handle, :account, h.seq, :scopes, 0, 0, current_timestamp, :expires
				from application a join revocation_head h on h.id = 1
				where a.id = :application and a.oidc_redirect_uris is not null
				""")
			.param("id", grant.id())
			.param("application", grant.applicationId())
			.param("handle", grant.handle())
			.param("account", grant.accountId())
			.param("scopes", Scopes.lines(scopes))
			.param("expires", Columns.utc(grant.expiresAt()))
			.update() == 1;
	}

	/**
	 * Delete all but so many of the grants that an application has in a session: of those
	 * that were redeemed, and of those that were not, each by itself. A browser can ask
	 * for any number of codes, and must not make the server forget what it gave; an
	 * application that signs a person in each minute leaves very many behind. One with an
	 * access token that is good stays.
	 */
	void keepNewest(String handle, String applicationId, int most) {
		// in the order in which others lock them: this may be part of a longer
		// transaction
		delete(this.jdbc.sql("""
				select id from (select id from application_grant
					where handle = ? and application_id = ? and redeemed_at is null
					order by created_at desc offset ? rows) beyond order by id
				""").params(handle, applicationId, most));
		delete(this.jdbc.sql("""
				select id from (select id from application_grant
					where handle = ? and application_id = ? and redeemed_at is not null and tokens_until < ?
					order by coalesce(rotated_at, created_at) desc offset ? rows) beyond order by id
				""")
			.params(handle, applicationId, Columns.utc(this.clock.instant().minus(ApplicationTokenVerifier.SKEW)),
					most));
	}

	private void delete(JdbcClient.StatementSpec beyond) {
		beyond.query(String.class)
			.list()
			.forEach((id) -> this.jdbc.sql("delete from application_grant where id = ?").param(id).update());
	}

	Optional<GrantRow> byCode(String codeHash) {
		return this.jdbc.sql(ROW + "where g.code_hash = ?").param(codeHash).query(GrantRows::row).optional();
	}

	Optional<GrantRow> byId(String id) {
		return this.jdbc.sql(ROW + "where g.id = ?").param(id).query(GrantRows::row).optional();
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
					.param("now", Columns.utc(this.clock.instant()))
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
			.param("until", Columns.utc(tokensUntil))
			.param("expires", Columns.utc(expiresAt))
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
			.param("until", Columns.utc(tokensUntil))
			.param("rotated", generation != presented)
			.param("seen", (presented == current) ? current : 0)
			.param("id", row.id())
			.param("current", current)
			.update() == 1;
	}

	/**
	 * Return the grants that an application holds of an account, in live sessions.
	 * @param applicationId the application, or {@code null} for all
	 */
	List<GrantRow> liveOf(String accountId, @Nullable String applicationId) {
		return this.jdbc.sql(ROW + """
				join user_session s on s.handle = g.handle
				where g.account_id = :account and g.application_id = coalesce(:application, g.application_id)
					and g.redeemed_at is not null and g.ended_at is null and a.id is not null and
				""" + UserSessions.LIVE)
			.param("account", accountId)
			.param("application", applicationId)
			.param("now", Columns.utc(this.clock.instant()))
			.query(GrantRows::row)
			.list();
	}

	/**
	 * Return the log's newest number, if an application is registered: of a deletion that
	 * this does not see, the number is greater.
	 */
	Optional<Long> epochOf(String applicationId) {
		return this.jdbc
			.sql("select h.seq from revocation_head h where exists (select 1 from application where id = ?)")
			.param(applicationId)
			.query(Long.class)
			.optional();
	}

	/**
	 * Delete the grants whose session is over, of which the application was told
	 * meanwhile, and those of which nothing is good any more.
	 */
	void purge() {
		EXPIRED.run(this.batches, Columns.utc(this.clock.instant().minus(KEPT)));
	}

	private static GrantRow row(ResultSet row, int number) throws SQLException {
		String challenge = row.getString("code_challenge");
		Instant codeExpiresAt = Columns.nullableInstant(row, "code_expires_at");
		GrantRow.IssuedCode code = (challenge != null && codeExpiresAt != null) ? new GrantRow.IssuedCode(
				row.getString("redirect_uri"), challenge, row.getString("nonce"), codeExpiresAt) : null;
		RefreshState state = new RefreshState(row.getLong("refresh_generation"),
				Columns.nullableInstant(row, "rotated_at"), row.getLong("confirmed_generation"),
				Columns.nullableInstant(row, "confirmed_at"), Columns.instant(row, "present"));
		return new GrantRow(row.getString("id"), row.getString("application_id"), row.getString("client_id"),
				row.getString("handle"), row.getString("account_id"), row.getString("username"), row.getLong("epoch"),
				Scopes.ofLines(row.getString("scopes")),
				Scopes.ofLines(Objects.requireNonNullElse(row.getString("consented"), "")), code,
				Columns.nullableInstant(row, "redeemed_at"), Columns.nullableInstant(row, "tokens_until"),
				Columns.instant(row, "created_at"), row.getTimestamp("ended_at") != null, state);
	}

	/**
	 * A grant that is to be inserted.
	 *
	 * @param expiresAt when its row goes
	 */
	record NewGrant(String id, String applicationId, String handle, String accountId, Instant expiresAt) {
	}

}

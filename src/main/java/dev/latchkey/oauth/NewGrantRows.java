package dev.latchkey.oauth;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.oauth.token.ApplicationTokenVerifier;
import dev.latchkey.oauth.token.ScopeNames;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Adds grants, of which each session has a bounded number.
 */
class NewGrantRows {

	private final JdbcClient jdbc;

	private final Clock clock;

	NewGrantRows(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
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
			.param("scopes", ScopeNames.lines(request.scopes()))
			.param("code", codeHash)
			.param("uri", request.redirectUri())
			.param("challenge", request.codeChallenge())
			.param("nonce", request.nonce())
			.param("expires", TimeColumns.utc(grant.expiresAt()))
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
			.param("scopes", ScopeNames.lines(scopes))
			.param("expires", TimeColumns.utc(grant.expiresAt()))
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
			.params(handle, applicationId, TimeColumns.utc(this.clock.instant().minus(ApplicationTokenVerifier.SKEW)),
					most));
	}

	private void delete(JdbcClient.StatementSpec beyond) {
		beyond.query(String.class)
			.list()
			.forEach((id) -> this.jdbc.sql("delete from application_grant where id = ?").param(id).update());
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
	 * A grant that is to be inserted.
	 *
	 * @param expiresAt when its row goes
	 */
	record NewGrant(String id, String applicationId, String handle, String accountId, Instant expiresAt) {
	}

}

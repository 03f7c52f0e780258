package dev.latchkey.oauth;

import java.util.SortedSet;

import dev.latchkey.oauth.token.ScopeNames;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The consents as the database has them, a row for each account and application.
 */
class ConsentRows {

	private final JdbcClient jdbc;

	ConsentRows(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	SortedSet<String> find(String accountId, String applicationId) {
		return ScopeNames
			.ofLines(this.jdbc.sql("select scopes from application_consent where account_id = ? and application_id = ?")
				.params(accountId, applicationId)
				.query(String.class)
				.optional()
				.orElse(""));
	}

	/**
	 * Return scopes, and keep them from being withdrawn until the caller's transaction
	 * ends.
	 */
	SortedSet<String> findLocked(String accountId, String applicationId) {
		return ScopeNames.ofLines(this.jdbc
			.sql("select scopes from application_consent where account_id = ? and application_id = ? for update")
			.params(accountId, applicationId)
			.query(String.class)
			.optional()
			.orElse(""));
	}

	/**
	 * Let one consent of an account follow on another: until the caller's transaction
	 * ends, no other one is written.
	 */
	void lock(String accountId) {
		this.jdbc.sql("select id from account where id = ? for update").param(accountId).query(String.class).optional();
	}

	/**
	 * Store scopes, unless the application is not there any more.
	 */
	void put(String accountId, String applicationId, SortedSet<String> scopes) {
		if (update(accountId, applicationId, scopes) == 0) {
			this.jdbc.sql("""
					insert into application_consent (account_id, application_id, scopes, given_at)
					select :account, a.id, :scopes, current_timestamp from application a
					where a.id = :application and not exists (select 1 from application_consent c
						where c.account_id = :account and c.application_id = a.id)
					""")
				.param("account", accountId)
				.param("application", applicationId)
				.param("scopes", ScopeNames.lines(scopes))
				.update();
		}
	}

	void delete(String accountId, String applicationId) {
		this.jdbc.sql("delete from application_consent where account_id = ? and application_id = ?")
			.params(accountId, applicationId)
			.update();
	}

	/**
	 * Delete all that a person has consented to.
	 */
	void deleteOf(String accountId) {
		this.jdbc.sql("delete from application_consent where account_id = ?").param(accountId).update();
	}

	private int update(String accountId, String applicationId, SortedSet<String> scopes) {
		return this.jdbc
			.sql("update application_consent set scopes = ?, given_at = current_timestamp "
					+ "where account_id = ? and application_id = ?")
			.params(ScopeNames.lines(scopes), accountId, applicationId)
			.update();
	}

}

package dev.latchkey.role;

import java.util.Set;
import java.util.TreeSet;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Makes sure that credentials have room for what the accounts with a role hold, when the
 * role grows.
 */
class HolderCapacity {

	private final JdbcClient jdbc;

	private final Roles roles;

	HolderCapacity(JdbcClient jdbc, Roles roles) {
		this.jdbc = jdbc;
		this.roles = roles;
	}

	/**
	 * Require that the credential of each account that has a role can carry all that the
	 * account holds.
	 * @param role the role
	 * @throws InvalidRoleException if it cannot
	 */
	void requireRoomForThoseWith(String role) {
		if (!fitsTogetherWithOthers(role) && anyHoldsTooMuch(role)) {
			throw CredentialCapacity.tooMuch();
		}
	}

	/**
	 * Return whether a credential could carry the role together with every role that any
	 * of its accounts has. Where it could, which is usual, nothing has to be summed up
	 * for each of them: for very many that takes longer than a statement may.
	 */
	private boolean fitsTogetherWithOthers(String role) {
		Set<String> names = new TreeSet<>(this.jdbc.sql("""
				select distinct other.role from account_role held
				join account_role other on other.account_id = held.account_id where held.role = ?
				""").param(role).query(String.class).list());
		return CredentialCapacity.fits(names, this.roles.permissionsOf(names));
	}

	private boolean anyHoldsTooMuch(String role) {
		return this.jdbc.sql("""
				select count(*) from (
				    select word.account_id from (
				        select account_id, role as text from account_role
				        union
				        select ar.account_id, rp.permission from account_role ar
				        join role_permission rp on rp.role = ar.role) word
				    where word.account_id in (select account_id from account_role where role = :role)
				    group by word.account_id
				    having sum(char_length(word.text) + :around) > :most) too_long""")
			.param("role", role)
			.param("around", CredentialCapacity.AROUND_A_WORD)
			.param("most", CredentialCapacity.MOST_CHARACTERS)
			.query(Long.class)
			.single() > 0;
	}

}

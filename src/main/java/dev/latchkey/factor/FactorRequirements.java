package dev.latchkey.factor;

import java.util.Collection;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which accounts have a second factor, and which need one. An account has one if it has
 * an authenticator app or a passkey; recovery codes alone are none.
 * <p>
 * A caller that adds the first factor of an account, or removes the last one, says so by
 * {@link #note} in the same transaction. From the commit on, a session that could only
 * set one up may do everything, with the credential that it has. A caller that removes
 * the last one ends the account's sessions if {@link #isMissing} is true after that.
 */
public class FactorRequirements {

	private final JdbcClient jdbc;

	private final FactorSettings settings;

	FactorRequirements(JdbcClient jdbc, FactorSettings settings) {
		this.jdbc = jdbc;
		this.settings = settings;
	}

	/**
	 * Tell whether an account has a second factor.
	 * @param accountId the account
	 * @return whether it has one
	 */
	public boolean isSetUp(String accountId) {
		return this.jdbc.sql("select second_factor from account where id = ?")
			.param(accountId)
			.query(Boolean.class)
			.optional()
			.orElse(false);
	}

	/**
	 * Tell whether the settings require a second factor of those who have some roles,
	 * whatever the roles require themselves.
	 * @param roles the roles
	 * @return whether they do
	 */
	public boolean isRequiredBySettings(Collection<String> roles) {
		return this.settings.administratorsNeedSecondFactor() && roles.contains("ADMIN");
	}

	/**
	 * Tell whether an account needs a second factor and has none.
	 * @param accountId the account
	 * @return whether it still has to set one up
	 */
	public boolean isMissing(String accountId) {
		return this.jdbc.sql("""
				select count(*) from account a join account_role held on held.account_id = a.id
				join role r on r.name = held.role
				where (r.second_factor or (:administrators and r.name = 'ADMIN')) and a.id = :account
					and not a.second_factor
				""")
			.param("administrators", this.settings.administratorsNeedSecondFactor())
			.param("account", accountId)
			.query(Long.class)
			.single() > 0;
	}

	/**
	 * Store whether an account has a second factor, in the caller's transaction.
	 * @param accountId the account
	 * @param setUp whether it has one from now on
	 */
	public void note(String accountId, boolean setUp) {
		this.jdbc.sql("update account set second_factor = ? where id = ?").params(setUp, accountId).update();
	}

}

package dev.latchkey.role;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes sure that there is always an administrator: an active account with the role
 * ADMIN, which holds every permission there is, so that no account and no role is out of
 * its reach. All changes that touch this go through here, one after another on all nodes,
 * by a lock on the row of the role ADMIN. Two administrators who disable each other at
 * once cannot both succeed.
 */
public final class Administrators {

	public static final String ROLE = "ADMIN";

	private final JdbcClient jdbc;

	private final TransactionOperations transactions;

	public Administrators(JdbcClient jdbc, TransactionOperations transactions) {
		this.jdbc = jdbc;
		this.transactions = transactions;
	}

	/**
	 * Make a change in the caller's transaction, or else in a new one.
	 * @throws LastAdministratorException if it took the last administrator away
	 */
	public <T> T change(AdministratorChange<T> change) {
		return this.transactions.execute((status) -> {
			lock();
			boolean before = anyLeft();
			T result = change.apply();
			if (before && !anyLeft()) {
				throw new LastAdministratorException();
			}
			return result;
		});
	}

	/**
	 * Make a change that can take no administrator away, in the caller's transaction or
	 * else in a new one.
	 */
	public <T> T add(AdministratorChange<T> change) {
		return this.transactions.execute((status) -> {
			lock();
			return change.apply();
		});
	}

	/**
	 * Keep all other changes out until the caller's transaction ends.
	 */
	public void lock() {
		this.jdbc.sql("select name from role where name = ? for update").param(ROLE).query(String.class).single();
	}

	private boolean anyLeft() {
		return this.jdbc.sql("""
				select count(*) from account a join account_role ar on ar.account_id = a.id
				where a.status = 'active' and ar.role = ?""").param(ROLE).query(Long.class).single() > 0;
	}

}

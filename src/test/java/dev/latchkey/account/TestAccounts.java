package dev.latchkey.account;

import java.time.Clock;
import java.time.Duration;

import dev.latchkey.role.Administrators;
import dev.latchkey.role.Roles;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Puts the accounts together for tests of other packages.
 */
public final class TestAccounts {

	private TestAccounts() {
	}

	/**
	 * Return what is known of the people who have these accounts.
	 */
	public static KnownProfiles profiles(Accounts accounts) {
		return new KnownProfiles(accounts);
	}

	/**
	 * Return the accounts of a database.
	 * @param jdbc the way to it
	 * @param transactions transactions on that way
	 * @return the accounts
	 */
	public static Accounts on(JdbcClient jdbc, TransactionOperations transactions) {
		return new Accounts(jdbc, new Administrators(jdbc, transactions));
	}

	/**
	 * Return the changes to the accounts of a database.
	 * @param jdbc the way to it
	 * @param transactions transactions on that way
	 * @return the changes
	 */
	public static AccountChanges changesOn(JdbcClient jdbc, TransactionOperations transactions) {
		Administrators administrators = new Administrators(jdbc, transactions);
		return new AccountChanges(on(jdbc, transactions), jdbc, administrators, new Roles(jdbc), (event) -> {
		}, new TemporaryPasswordSettings(Duration.ofHours(72)), Clock.systemUTC());
	}

}

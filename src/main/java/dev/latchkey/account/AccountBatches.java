package dev.latchkey.account;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.latchkey.role.Administrators;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads and creates many accounts at a time, for what moves all of them. No event is
 * published for each: the caller tells of all of them together.
 */
public class AccountBatches {

	// without the cast H2 does not know that it is an array, and uses no index
	private static final String WITH_ONE_OF_THE_NAMES = "where username = any(cast(? as varchar array))";

	private final JdbcTemplate jdbc;

	private final Administrators administrators;

	AccountBatches(JdbcTemplate jdbc, Administrators administrators) {
		this.jdbc = jdbc;
		this.administrators = administrators;
	}

	/**
	 * Return whether a name is kept for the server, in the event log.
	 * @param canonical the name, in its canonical form
	 * @return whether no account may get it
	 */
	public static boolean isReserved(String canonical) {
		return canonical.equals(AccountChanges.SYSTEM);
	}

	/**
	 * Return the accounts that have some names.
	 * @param names the names, in their canonical form
	 * @return the accounts that there are, by their names
	 */
	public Map<String, Account> byNames(Collection<String> names) {
		if (names.isEmpty()) {
			return Map.of();
		}
		List<Account> found = this.jdbc.query(AccountRows.select(WITH_ONE_OF_THE_NAMES), new AccountRows(),
				(Object) names.toArray(String[]::new));
		return (found != null) ? found.stream().collect(Collectors.toMap(Account::username, (account) -> account))
				: Map.of();
	}

	/**
	 * Return the accounts that follow on one in the order of their names.
	 * @param after the name of the last one before, or the empty text
	 * @param most how many at most
	 * @return the accounts
	 */
	public List<Account> after(String after, int most) {
		List<Account> found = this.jdbc.query(AccountRows.select("where username > ? order by username limit ?"),
				new AccountRows(), after, most);
		return (found != null) ? found : List.of();
	}

	/**
	 * Create accounts, all or none, in the caller's transaction and in two round trips,
	 * however many they are: all others who change accounts wait for it.
	 * @param accounts the accounts; their names are free, and their roles exist
	 */
	public void create(List<NewAccount> accounts) {
		if (accounts.isEmpty()) {
			return;
		}
		AccountColumns columns = new AccountColumns(accounts);
		this.administrators.add(() -> {
			this.jdbc.update(AccountColumns.INSERT, columns.ofAccounts());
			return this.jdbc.update(AccountColumns.INSERT_ROLES, columns.ofRoles());
		});
	}

}

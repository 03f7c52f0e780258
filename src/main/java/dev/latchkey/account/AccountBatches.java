package dev.latchkey.account;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.latchkey.crypto.RandomIds;
import dev.latchkey.role.Administrators;

import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads and creates many accounts at a time, for what moves all of them. No event is
 * published for each: the caller tells of all of them together.
 */
public class AccountBatches {

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
		String marks = names.stream().map((name) -> "?").collect(Collectors.joining(", ", "(", ")"));
		List<Account> found = this.jdbc.query(AccountRows.of("where username in " + marks), new AccountRows(),
				names.toArray());
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
		List<Account> found = this.jdbc.query(AccountRows.of("where username > ? order by username limit ?"),
				new AccountRows(), after, most);
		return (found != null) ? found : List.of();
	}

	/**
	 * Create accounts, all or none, in the caller's transaction.
	 * @param accounts the accounts; their names are free, and their roles exist
	 */
	public void create(List<NewAccount> accounts) {
		this.administrators.add(() -> {
			List<Object[]> roles = new ArrayList<>();
			this.jdbc.batchUpdate("""
					insert into account (id, username, password_hash, status, must_change_password, email, name,
						created_at) values (?, ?, ?, ?, false, ?, ?, current_timestamp)""", accounts, accounts.size(),
					(row, account) -> {
						String id = RandomIds.next();
						set(row, id, account);
						account.roles().forEach((role) -> roles.add(new Object[] { id, role }));
					});
			return this.jdbc.batchUpdate("insert into account_role (account_id, role) values (?, ?)", roles);
		});
	}

	private static void set(PreparedStatement row, String id, NewAccount account) throws SQLException {
		Profile profile = account.profile().applyTo(Profile.EMPTY);
		row.setString(1, id);
		row.setString(2, account.username());
		row.setString(3, account.passwordHash());
		row.setString(4, account.status().code());
		row.setString(5, profile.email());
		row.setString(6, profile.name());
	}

}

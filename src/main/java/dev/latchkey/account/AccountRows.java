package dev.latchkey.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.latchkey.datastore.TimeColumns;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * Reads accounts with their roles and permissions: one row for each permission, all rows
 * of an account next to each other.
 */
final class AccountRows implements ResultSetExtractor<List<Account>> {

	private static final String SELECT = """
			select a.id, a.username, a.password_hash, a.status, a.must_change_password, a.temporary_until,
				a.second_factor, a.email, a.email_confirmed_at, a.name, a.language,
				ar.role, rp.permission
			from (%s) a
			left join account_role ar on ar.account_id = a.id
			left join role_permission rp on rp.role = ar.role
			order by %s""";

	/**
	 * Return a query for accounts by their names.
	 */
	static String select(String accounts) {
		return select(accounts, AccountOrder.NAME);
	}

	static String select(String accounts, AccountOrder order) {
		return SELECT.formatted("select * from account " + accounts, order.columns("a."));
	}

	@Override
	public List<Account> extractData(ResultSet rows) throws SQLException {
		List<Account> accounts = new ArrayList<>();
		boolean more = rows.next();
		while (more) {
			String id = rows.getString("id");
			String username = rows.getString("username");
			String hash = rows.getString("password_hash");
			AccountStatus status = AccountStatus.of(rows.getString("status")).orElseThrow();
			boolean mustChange = rows.getBoolean("must_change_password");
			Instant temporaryUntil = TimeColumns.nullableInstant(rows, "temporary_until");
			boolean secondFactor = rows.getBoolean("second_factor");
			AccountProfile profile = profile(rows);
			SortedSet<String> roles = new TreeSet<>();
			SortedSet<String> permissions = new TreeSet<>();
			do {
				add(roles, rows.getString("role"));
				add(permissions, rows.getString("permission"));
				more = rows.next();
			}
			while (more && id.equals(rows.getString("id")));
			accounts.add(new Account(id, username, hash, status, mustChange, temporaryUntil, secondFactor, profile,
					roles, permissions));
		}
		return accounts;
	}

	private static AccountProfile profile(ResultSet row) throws SQLException {
		return new AccountProfile(row.getString("email"),
				TimeColumns.nullableInstant(row, "email_confirmed_at") != null, row.getString("name"),
				row.getString("language"));
	}

	private static void add(SortedSet<String> words, @Nullable String word) {
		if (word != null) {
			words.add(word);
		}
	}

}

package dev.latchkey.account;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.latchkey.crypto.RandomIds;
import org.jspecify.annotations.Nullable;

/**
 * New accounts as columns: an array for each, so that one statement writes all of them. A
 * statement for each row takes a database several times as long.
 */
final class AccountColumns {

	/** Takes what {@link #ofAccounts} returns. */
	static final String INSERT = """
			insert into account (id, username, password_hash, status, must_change_password, email, name, created_at)
			select id, username, password_hash, status, false, email, name, current_timestamp
			from unnest(cast(? as varchar array), cast(? as varchar array), cast(? as varchar array),
				cast(? as varchar array), cast(? as varchar array), cast(? as varchar array))
				as new_account (id, username, password_hash, status, email, name)""";

	/** Takes what {@link #ofRoles} returns. */
	static final String INSERT_ROLES = """
			insert into account_role (account_id, role)
			select account_id, role from unnest(cast(? as varchar array), cast(? as varchar array))
				as granted (account_id, role)""";

	private static final int TOGETHER = 11;

	private final List<Row> rows;

	/**
	 * Give accounts their ids. Those of one batch begin with the same 66 random bits, and
	 * go on with others: so they lie next to each other in the indexes, and a database
	 * writes few pages of these and not one for each account.
	 */
	AccountColumns(List<NewAccount> accounts) {
		String together = RandomIds.next().substring(0, TOGETHER);
		this.rows = accounts.stream()
			.map((account) -> new Row(together + RandomIds.next().substring(TOGETHER), account,
					account.profile().applyTo(AccountProfile.EMPTY)))
			.toList();
	}

	Object[] ofAccounts() {
		return new Object[] { column(Row::id), column((row) -> row.account().username()),
				column((row) -> row.account().passwordHash()), column((row) -> row.account().status().code()),
				column((row) -> row.profile().email()), column((row) -> row.profile().name()) };
	}

	Object[] ofRoles() {
		List<String> ids = new ArrayList<>();
		List<String> roles = new ArrayList<>();
		this.rows.forEach((row) -> row.account().roles().forEach((role) -> {
			ids.add(row.id());
			roles.add(role);
		}));
		return new Object[] { ids.toArray(String[]::new), roles.toArray(String[]::new) };
	}

	private @Nullable String[] column(Function<Row, @Nullable String> value) {
		return this.rows.stream().map(value).toArray(String[]::new);
	}

	private record Row(String id, NewAccount account, AccountProfile profile) {
	}

}

package dev.latchkey.admin;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountTimes;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.UnknownAccountException;
import dev.latchkey.account.username.Username;
import dev.latchkey.datastore.Page;
import dev.latchkey.role.Role;
import dev.latchkey.role.Roles;
import dev.latchkey.throttle.Throttle;

/**
 * Reads accounts, for administrators.
 */
class Users {

	private final Accounts accounts;

	private final Roles roles;

	private final Throttle throttle;

	Users(Accounts accounts, Roles roles, Throttle throttle) {
		this.accounts = accounts;
		this.roles = roles;
		this.throttle = throttle;
	}

	Page<Account> page(UserSearch search, int page, int size) {
		Set<String> names = this.roles.all().stream().map(Role::name).collect(Collectors.toSet());
		return this.accounts.page(search.in(names), page, size);
	}

	/**
	 * Return when the users of a page were created and last signed in, by their names.
	 */
	Map<String, AccountTimes> timesByName(List<Account> listed) {
		Map<String, AccountTimes> times = this.accounts.timesOf(listed);
		return listed.stream()
			.filter((account) -> times.containsKey(account.id()))
			.collect(Collectors.toMap(Account::username, (account) -> times.get(account.id())));
	}

	/**
	 * Return whether an account could have a name and none has it.
	 */
	boolean isFree(Username username) {
		return username.isPossible() && this.accounts.byUsername(username).isEmpty();
	}

	/**
	 * Return all that is known of a user.
	 */
	UserDetails details(Username username) {
		Account account = get(username);
		AccountTimes times = this.accounts.timesOf(List.of(account)).get(account.id());
		if (times == null) {
			throw new UnknownAccountException();
		}
		return new UserDetails(AdminResponses.User.of(account), times.createdAt(), times.lastSignInAt(),
				this.throttle.stateOf(account.username()).throttled());
	}

	Account get(Username username) {
		return this.accounts.byUsername(username).orElseThrow(UnknownAccountException::new);
	}

}

package dev.latchkey.admin;

import dev.latchkey.account.Account;
import dev.latchkey.account.username.Username;
import dev.latchkey.role.GrantCheck;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.AuthorizedChanges;
import dev.latchkey.throttle.Throttle;
import dev.latchkey.throttle.ThrottleState;

/**
 * The budget against guessing a user's password.
 */
class UserThrottle {

	private final Users users;

	private final Throttle throttle;

	private final AuthorizedChanges authorized;

	UserThrottle(Users users, Throttle throttle, AuthorizedChanges authorized) {
		this.users = users;
		this.throttle = throttle;
		this.authorized = authorized;
	}

	ThrottleState stateOf(Username username) {
		return this.throttle.stateOf(this.users.get(username).username());
	}

	/**
	 * Let an account's password be tried again. An attacker who is guessing it can go on,
	 * too, so this takes the same permissions as changing the account does.
	 */
	void lift(ActingSession me, Username username) {
		this.authorized.makeElsewhere(me, (held) -> {
			Account account = this.users.get(username);
			GrantCheck.requireAll(held, account.permissions());
			return account;
		}, (account) -> this.throttle.lift(account.username(), account.id()));
	}

}

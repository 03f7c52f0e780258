package dev.latchkey.admin;

import dev.latchkey.account.Account;
import dev.latchkey.role.GrantCheck;
import dev.latchkey.session.Session;
import dev.latchkey.throttle.Throttle;
import dev.latchkey.throttle.ThrottleState;

/**
 * Shows whether an account is being guessed at, and lets its owner in again.
 */
class Throttles {

	private final Users users;

	private final Throttle throttle;

	Throttles(Users users, Throttle throttle) {
		this.users = users;
		this.throttle = throttle;
	}

	ThrottleState of(String username) {
		return this.throttle.of(this.users.get(username).username());
	}

	/**
	 * Let everybody try an account's password again. Whoever is guessing it can go on,
	 * too, so it takes as much as changing the account does.
	 */
	void lift(Session me, String username) {
		Account account = this.users.get(username);
		GrantCheck.requireAll(me.permissions(), account.permissions());
		this.throttle.lift(account.username(), account.id());
	}

}

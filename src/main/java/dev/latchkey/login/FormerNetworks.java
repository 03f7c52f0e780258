package dev.latchkey.login;

import dev.latchkey.account.AccountDeleted;
import dev.latchkey.account.PasswordChanged;
import dev.latchkey.throttle.Throttle;

import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Makes the networks from which an account signed in strange again when its password
 * changes, in whatever way, and when another account may get its name. The network from
 * which its owner changed the password is remembered after that.
 */
class FormerNetworks {

	private final Throttle throttle;

	FormerNetworks(Throttle throttle) {
		this.throttle = throttle;
	}

	@TransactionalEventListener
	void on(PasswordChanged event) {
		this.throttle.forgetNetworks(event.username());
	}

	@TransactionalEventListener
	void on(AccountDeleted event) {
		this.throttle.forgetNetworks(event.username());
	}

}

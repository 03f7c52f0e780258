package dev.latchkey.login;

import java.util.Set;

import dev.latchkey.mail.NewDeviceSeen;
import dev.latchkey.mode.IssuedCredentials;
import dev.latchkey.session.LoginContext;
import dev.latchkey.throttle.AttemptPayment;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Does what follows once a login has opened a session, however it was proved.
 */
class LoginCompletion {

	private final Logout logout;

	private final ApplicationEventPublisher events;

	LoginCompletion(Logout logout, ApplicationEventPublisher events) {
		this.logout = logout;
		this.events = events;
	}

	/**
	 * Remember the network, end what the request carried before, and publish that a
	 * device is new.
	 * @param payment what the login has paid from the budgets of its account
	 * @param replaced the credentials that the request carried before
	 * @param known whether the account is known to use the device
	 * @param context how the login arrived
	 */
	void complete(IssuedCredentials issued, AttemptPayment payment, Set<String> replaced, boolean known,
			LoginContext context) {
		payment.rememberNetwork();
		this.logout.endReplaced(replaced);
		if (!known) {
			this.events
				.publishEvent(new NewDeviceSeen(issued.session().accountId(), context.address(), context.userAgent()));
		}
	}

}

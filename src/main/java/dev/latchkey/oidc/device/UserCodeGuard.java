package dev.latchkey.oidc.device;

import java.util.function.Supplier;

import dev.latchkey.oauth.device.UnknownUserCodeException;
import dev.latchkey.session.Session;
import dev.latchkey.throttle.AttemptPayment;
import dev.latchkey.throttle.AuthenticationAttempt;
import dev.latchkey.throttle.Throttle;

/**
 * Counts wrong user codes: they are short, and a person who types one of another person's
 * device gives that device an account (RFC 8628, 5.1).
 */
class UserCodeGuard {

	private final Throttle throttle;

	UserCodeGuard(Throttle throttle) {
		this.throttle = throttle;
	}

	/**
	 * Use a user code, which costs nothing if it is right.
	 * @param <T> what it gives
	 * @param me the session that typed it
	 * @param address where the request comes from
	 * @param use what is done with the code
	 * @return what that gives
	 * @throws UnknownUserCodeException if it is wrong
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if too many were
	 */
	<T> T use(Session me, String address, Supplier<T> use) {
		try (AttemptPayment payment = this.throttle.pay(AuthenticationAttempt.ofUserCode(me.accountId(), address))) {
			try {
				return use.get();
			}
			catch (UnknownUserCodeException ex) {
				payment.forfeit();
				throw ex;
			}
		}
	}

}

package dev.latchkey.login;

import java.util.function.Supplier;

import dev.latchkey.password.HashingPlace;
import dev.latchkey.password.PasswordCheck;
import dev.latchkey.password.Passwords;
import dev.latchkey.session.LoginCandidate;
import dev.latchkey.session.LoginCandidates;
import dev.latchkey.session.Session;
import dev.latchkey.throttle.AttemptPayment;
import dev.latchkey.throttle.AttemptTurn;
import dev.latchkey.throttle.AuthenticationAttempt;
import dev.latchkey.throttle.KnownDevice;
import dev.latchkey.throttle.Throttle;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Checks the password of a user who is signed in: it is paid for from the budgets of the
 * account, as at a login.
 */
public class OwnPassword {

	private final LoginCandidates candidates;

	private final Passwords passwords;

	private final HashRenewal hashRenewal;

	private final Throttle throttle;

	private final ApplicationEventPublisher events;

	OwnPassword(LoginCandidates candidates, Passwords passwords, HashRenewal hashRenewal, Throttle throttle,
			ApplicationEventPublisher events) {
		this.candidates = candidates;
		this.passwords = passwords;
		this.hashRenewal = hashRenewal;
		this.throttle = throttle;
		this.events = events;
	}

	/**
	 * Check the password.
	 * @param me the session that asks
	 * @param password what was typed
	 * @param request the request that it came with
	 * @param failed the event to publish if it is wrong
	 * @param refusal the exception to throw then
	 * @return the password, which was right
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if there were too many wrong
	 * ones, or right ones; nothing was checked
	 * @throws dev.latchkey.password.HashingBusyException if too many passwords wait to be
	 * hashed
	 */
	public CheckedPassword check(Session me, String password, HttpServletRequest request, Object failed,
			Supplier<RuntimeException> refusal) {
		AuthenticationAttempt attempt = AuthenticationAttempt.ofSession(me.username(), request.getRemoteAddr(),
				new KnownDevice(me.accountId(), me.handle()));
		try (AttemptTurn turn = this.throttle.enter(attempt);
				HashingPlace place = this.passwords.enter(true, attempt.block());
				AttemptPayment payment = this.throttle.pay(turn.attempt())) {
			LoginCandidate candidate = this.candidates.bySession(me);
			PasswordCheck check = place.check(password, candidate.passwordHash());
			if (check == PasswordCheck.WRONG) {
				this.events.publishEvent(failed);
				// last: if the failure could not be recorded, it costs nothing
				payment.forfeit();
				throw refusal.get();
			}
			// it is worth as much as a login
			payment.countLogin();
			// or a login that renews the hash meanwhile would overtake what follows
			LoginCandidate proved = (check == PasswordCheck.OUTDATED)
					? this.hashRenewal.renew(candidate, password, place) : candidate;
			return new CheckedPassword(proved, payment);
		}
	}

}

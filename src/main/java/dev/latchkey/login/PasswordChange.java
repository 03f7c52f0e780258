package dev.latchkey.login;

import dev.latchkey.account.Account;
import dev.latchkey.mode.Credential;
import dev.latchkey.mode.Mode;
import dev.latchkey.password.CurrentPasswordWrongException;
import dev.latchkey.password.HashingPlace;
import dev.latchkey.password.PasswordCheck;
import dev.latchkey.password.PasswordRejectedException;
import dev.latchkey.password.Passwords;
import dev.latchkey.session.Gate;
import dev.latchkey.session.LoginCandidate;
import dev.latchkey.session.LoginRefusedException;
import dev.latchkey.session.ReplaceResult;
import dev.latchkey.session.Session;
import dev.latchkey.session.Transport;
import dev.latchkey.throttle.AttemptTurn;
import dev.latchkey.throttle.AuthenticationAttempt;
import dev.latchkey.throttle.KnownDevice;
import dev.latchkey.throttle.Payment;
import dev.latchkey.throttle.Throttle;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Changes a user's own password (ASVS 5.0 6.2.2, 6.2.3, 7.4.3): the user proves the
 * current one once more, gets a new session for the old one, and the other sessions end
 * unless they are to be kept.
 */
class PasswordChange {

	private final Gate gate;

	private final Passwords passwords;

	private final HashRenewal hashRenewal;

	private final Mode mode;

	private final Login login;

	private final KnownDevices devices;

	private final Throttle throttle;

	private final ApplicationEventPublisher events;

	PasswordChange(Gate gate, Passwords passwords, HashRenewal hashRenewal, Mode mode, Login login,
			KnownDevices devices, Throttle throttle, ApplicationEventPublisher events) {
		this.gate = gate;
		this.passwords = passwords;
		this.hashRenewal = hashRenewal;
		this.mode = mode;
		this.login = login;
		this.devices = devices;
		this.throttle = throttle;
		this.events = events;
	}

	/**
	 * Change the password.
	 * @param me the session that asks
	 * @param source where its credential came from; the new one goes the same way
	 * @param current the current password
	 * @param replacement the new password
	 * @param keepOthers whether other sessions stay, but for those that a temporary
	 * password opened
	 * @param request the request
	 * @return the credential of a new session and a new mark of the device, and which
	 * nodes have confirmed the ending
	 * @throws CurrentPasswordWrongException if the current password is another
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if there were too many wrong
	 * ones, or changes; nothing was checked
	 * @throws dev.latchkey.password.HashingBusyException if too many passwords wait to be
	 * hashed; nothing was changed
	 * @throws PasswordRejectedException if the new one breaks a rule, or is the temporary
	 * one that has to be changed
	 * @throws LoginRefusedException if an ending overtook it
	 */
	ReplaceResult<LoginOutcome> change(Session me, Credential.Source source, String current, String replacement,
			boolean keepOthers, HttpServletRequest request) {
		AuthenticationAttempt attempt = AuthenticationAttempt.ofSession(me.username(), request.getRemoteAddr(),
				new KnownDevice(me.accountId(), me.handle()));
		CheckedPassword checked = check(me, current, attempt);
		LoginCandidate candidate = checked.candidate();
		Account account = candidate.account();
		if (account == null) {
			throw new LoginRefusedException();
		}
		this.passwords.check(replacement, account.username());
		if (me.mustChangePassword() && this.passwords.areSame(replacement, current)) {
			// its maker, and a reader on the way, know it (ASVS 5.0 6.4.1)
			throw new PasswordRejectedException("same");
		}
		String hash = this.passwords.hash(replacement);
		String mark = this.devices.mark(account.id(), account.username(), hash, null, request);
		Transport transport = (source == Credential.Source.HEADER) ? Transport.BEARER : Transport.COOKIE;
		ReplaceResult<LoginOutcome> replaced = this.gate.replace(candidate, me,
				this.login.context(transport, false, request), keepOthers, hash,
				(opened) -> new LoginOutcome(this.mode.issue(opened), mark));
		checked.payment().rememberNetwork();
		return replaced;
	}

	private CheckedPassword check(Session me, String current, AuthenticationAttempt attempt) {
		try (AttemptTurn turn = this.throttle.enter(attempt);
				HashingPlace place = this.passwords.enter(true, attempt.block());
				Payment payment = this.throttle.pay(turn.attempt())) {
			LoginCandidate candidate = this.gate.candidate(me);
			PasswordCheck check = place.check(current, candidate.passwordHash());
			if (check == PasswordCheck.WRONG) {
				this.events.publishEvent(new PasswordChangeFailed(me.accountId(), me.username()));
				// last: if the failure could not be recorded, it costs nothing
				payment.forfeit();
				throw new CurrentPasswordWrongException();
			}
			// it opens a session, as a login does
			payment.countLogin();
			// or a login that renews the hash meanwhile would overtake the change
			LoginCandidate proved = (check == PasswordCheck.OUTDATED)
					? this.hashRenewal.renew(candidate, current, place) : candidate;
			return new CheckedPassword(proved, payment);
		}
	}

}

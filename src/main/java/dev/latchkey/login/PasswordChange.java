package dev.latchkey.login;

import java.util.Optional;

import dev.latchkey.account.Account;
import dev.latchkey.mode.Credential;
import dev.latchkey.mode.IssuedCredentials;
import dev.latchkey.mode.Mode;
import dev.latchkey.password.CurrentPasswordWrongException;
import dev.latchkey.password.Passwords;
import dev.latchkey.session.ExchangeResult;
import dev.latchkey.session.Gate;
import dev.latchkey.session.LoginCandidate;
import dev.latchkey.session.LoginRefusedException;
import dev.latchkey.session.Session;
import dev.latchkey.session.Transport;
import dev.latchkey.throttle.AuthenticationAttempt;
import dev.latchkey.throttle.KnownDevice;
import dev.latchkey.throttle.Throttle;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Changes the own password (ASVS 5.0 6.2.2, 6.2.3, 7.4.3): proved once more, exchanged
 * for a new session, and the others end unless they are kept.
 */
class PasswordChange {

	private final Gate gate;

	private final Passwords passwords;

	private final Mode mode;

	private final Login login;

	private final Throttle throttle;

	private final ApplicationEventPublisher events;

	PasswordChange(Gate gate, Passwords passwords, Mode mode, Login login, Throttle throttle,
			ApplicationEventPublisher events) {
		this.gate = gate;
		this.passwords = passwords;
		this.mode = mode;
		this.login = login;
		this.throttle = throttle;
		this.events = events;
	}

	/**
	 * Change the password.
	 * @param me the session that asks
	 * @param source where its credential came from; the new one goes the same way
	 * @param current the current password
	 * @param replacement the new password
	 * @param keepOthers whether other sessions stay
	 * @param request the request
	 * @return the credential of a new session, and how far the ending has come
	 * @throws CurrentPasswordWrongException if the current password is another
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if too many were
	 * @throws dev.latchkey.password.PasswordRejectedException if the new one breaks a
	 * rule
	 * @throws LoginRefusedException if an ending overtook it
	 */
	ExchangeResult<IssuedCredentials> change(Session me, Credential.Source source, String current, String replacement,
			boolean keepOthers, HttpServletRequest request) {
		// a session is a device that is known: strangers cannot stop its owner here
		AuthenticationAttempt attempt = AuthenticationAttempt.ofUser(me.username(), request.getRemoteAddr(),
				new KnownDevice(me.accountId(), me.handle()));
		LoginCandidate applicant = this.passwords
			.inLine(true, () -> this.throttle.check(attempt, () -> proved(me, current)))
			.orElseThrow(CurrentPasswordWrongException::new);
		Account account = applicant.account();
		if (account == null) {
			throw new LoginRefusedException();
		}
		this.passwords.check(replacement, account.username());
		String hash = this.passwords.hash(replacement);
		Transport transport = (source == Credential.Source.HEADER) ? Transport.BEARER : Transport.COOKIE;
		return this.gate.exchange(applicant, me, this.login.arrival(transport, false, request), keepOthers,
				hash, this.mode::issue);
	}

	private Optional<LoginCandidate> proved(Session me, String current) {
		LoginCandidate applicant = this.gate.candidate(me);
		if (this.passwords.matches(current, applicant.passwordHash())) {
			return Optional.of(applicant);
		}
		this.events.publishEvent(new PasswordChangeFailed(me.accountId(), me.username()));
		return Optional.empty();
	}

}

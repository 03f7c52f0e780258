package dev.latchkey.login;

import java.time.Clock;
import java.util.Objects;
import java.util.Set;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountStatus;
import dev.latchkey.account.username.Username;
import dev.latchkey.factor.SecondFactorRequiredException;
import dev.latchkey.mode.IssuedCredentials;
import dev.latchkey.mode.Mode;
import dev.latchkey.password.HashingPlace;
import dev.latchkey.password.PasswordCheck;
import dev.latchkey.password.Passwords;
import dev.latchkey.session.Gate;
import dev.latchkey.session.LoginCandidate;
import dev.latchkey.session.LoginCandidates;
import dev.latchkey.session.LoginContext;
import dev.latchkey.session.LoginRefusedException;
import dev.latchkey.session.Session;
import dev.latchkey.session.Transport;
import dev.latchkey.throttle.AttemptPayment;
import dev.latchkey.throttle.AttemptTurn;
import dev.latchkey.throttle.AuthenticationAttempt;
import dev.latchkey.throttle.KnownDevice;
import dev.latchkey.throttle.Throttle;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Checks a password and passes the gate, the same way at each door.
 */
class Login {

	private final LoginCandidates candidates;

	private final Gate gate;

	private final Passwords passwords;

	private final HashRenewal hashRenewal;

	private final Mode mode;

	private final Logout logout;

	private final LoginCompletion completion;

	private final Throttle throttle;

	private final KnownDevices devices;

	private final LoginContexts contexts;

	private final SecondFactorLogin secondFactor;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	Login(LoginCandidates candidates, Gate gate, Passwords passwords, HashRenewal hashRenewal, Mode mode, Logout logout,
			LoginCompletion completion, Throttle throttle, KnownDevices devices, LoginContexts contexts,
			SecondFactorLogin secondFactor, ApplicationEventPublisher events, Clock clock) {
		this.candidates = candidates;
		this.gate = gate;
		this.passwords = passwords;
		this.hashRenewal = hashRenewal;
		this.mode = mode;
		this.logout = logout;
		this.completion = completion;
		this.throttle = throttle;
		this.devices = devices;
		this.contexts = contexts;
		this.secondFactor = secondFactor;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Sign a user in. Sessions whose credentials the request carries are ended, so that
	 * no device collects sessions.
	 * @param deviceToken the token that the client gave for its device, or {@code null}
	 * to look for a cookie
	 * @throws SecondFactorRequiredException if the password is right, and a second factor
	 * is needed as well
	 * @throws LoginRefusedException if the name or the password is wrong, or may not be
	 * used
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if there were too many
	 * attempts or logins; nothing was checked
	 * @throws dev.latchkey.password.HashingBusyException if too many passwords wait to be
	 * hashed; nothing was checked
	 * @throws dev.latchkey.mode.AmbiguousCredentialsException if the request carries more
	 * credentials than any client has; nothing was checked
	 */
	LoginOutcome logIn(Username username, String password, Transport transport, boolean remembered,
			@Nullable String deviceToken, HttpServletRequest request) {
		Set<String> replaced = this.logout.replaceable(request);
		KnownDevice device = this.devices.find(username, deviceToken, request);
		AuthenticationAttempt attempt = AuthenticationAttempt.ofUser(username.text(), request.getRemoteAddr(), device);
		CheckedPassword checked = check(username, password, attempt);
		LoginCandidate candidate = checked.candidate();
		Account account = Objects.requireNonNull(candidate.account());
		if (account.secondFactor()) {
			throw this.secondFactor.demand(candidate, account, transport, remembered, device,
					this.devices.before(account.id(), account.username(), deviceToken, request));
		}
		LoginContext context = this.contexts.contextOf(transport, remembered, request);
		IssuedCredentials issued = open(candidate, context);
		this.completion.complete(issued, checked.payment(), replaced, device != null, context);
		String proved = Objects.requireNonNull(candidate.passwordHash());
		Session session = issued.session();
		return new LoginOutcome(issued,
				this.devices.mark(session.accountId(), session.username(), proved, deviceToken, request));
	}

	/**
	 * Check a password, as much for a name that does not exist. The line is entered, by
	 * few at once for each account, before anything is looked up, and the attempt is paid
	 * for before it is checked.
	 */
	private CheckedPassword check(Username username, String password, AuthenticationAttempt attempt) {
		try (AttemptTurn turn = this.throttle.enter(attempt);
				HashingPlace place = this.passwords.enter(attempt.device() != null, attempt.block());
				AttemptPayment payment = this.throttle.payForFirstStep(turn.attempt())) {
			LoginCandidate candidate = this.candidates.byUsername(username);
			PasswordCheck check = place.check(password, candidate.passwordHash());
			LoginFailed.Reason failure = failure(candidate, check != PasswordCheck.WRONG);
			if (failure != null) {
				this.events.publishEvent(LoginFailed.of(candidate.account(), failure));
				// last: if the failure could not be recorded, it costs nothing
				payment.forfeit();
				throw new LoginRefusedException();
			}
			LoginCandidate proved = (check == PasswordCheck.OUTDATED)
					? this.hashRenewal.renew(candidate, password, place) : candidate;
			if (candidate.account() != null && candidate.account().secondFactor()) {
				payment.countFirstStep();
			}
			else {
				payment.countLogin();
			}
			return new CheckedPassword(proved, payment);
		}
	}

	private LoginFailed.@Nullable Reason failure(LoginCandidate candidate, boolean matched) {
		Account account = candidate.account();
		if (account == null) {
			return LoginFailed.Reason.UNKNOWN_NAME;
		}
		if (!matched) {
			return LoginFailed.Reason.WRONG_PASSWORD;
		}
		// the gate would refuse it too, but after the time of a transaction
		if (account.status() != AccountStatus.ACTIVE) {
			return LoginFailed.Reason.ACCOUNT_DISABLED;
		}
		return account.isPasswordExpired(this.clock.instant()) ? LoginFailed.Reason.PASSWORD_EXPIRED : null;
	}

	private IssuedCredentials open(LoginCandidate candidate, LoginContext context) {
		try {
			return this.gate.open(candidate, context, this.mode::issue);
		}
		catch (LoginRefusedException ex) {
			this.events.publishEvent(LoginFailed.of(candidate.account(), LoginFailed.Reason.OVERTAKEN));
			throw ex;
		}
	}

}

package dev.latchkey.login;

import java.time.Clock;
import java.util.Set;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountStatus;
import dev.latchkey.account.username.Username;
import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.factor.passkey.PasskeyAssertion;
import dev.latchkey.factor.passkey.PasskeyProofs;
import dev.latchkey.factor.passkey.PasskeyRefusedException;
import dev.latchkey.factor.passkey.PasskeyRefusedException.Reason;
import dev.latchkey.mode.IssuedCredentials;
import dev.latchkey.mode.Mode;
import dev.latchkey.session.Gate;
import dev.latchkey.session.LoginCandidate;
import dev.latchkey.session.LoginCandidates;
import dev.latchkey.session.LoginContext;
import dev.latchkey.session.LoginRefusedException;
import dev.latchkey.session.Transport;
import dev.latchkey.throttle.AttemptPayment;
import dev.latchkey.throttle.AttemptTurn;
import dev.latchkey.throttle.AuthenticationAttempt;
import dev.latchkey.throttle.KnownDevice;
import dev.latchkey.throttle.Throttle;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Checks a passkey and passes the gate, as {@link Login} does with a password. A failure
 * costs the network, and not the account: a signature cannot be guessed, and strangers
 * could shut the owner out. A success counts as a login of the account.
 */
class PasskeyLogin {

	private final LoginCandidates candidates;

	private final Gate gate;

	private final PasskeyProofs proofs;

	private final LoginContexts contexts;

	private final Mode mode;

	private final Logout logout;

	private final LoginCompletion completion;

	private final Throttle throttle;

	private final KnownDevices devices;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	PasskeyLogin(LoginCandidates candidates, Gate gate, PasskeyProofs proofs, LoginContexts contexts, Mode mode,
			Logout logout, LoginCompletion completion, Throttle throttle, KnownDevices devices,
			ApplicationEventPublisher events, Clock clock) {
		this.candidates = candidates;
		this.gate = gate;
		this.proofs = proofs;
		this.contexts = contexts;
		this.mode = mode;
		this.logout = logout;
		this.completion = completion;
		this.throttle = throttle;
		this.devices = devices;
		this.events = events;
		this.clock = clock;
	}

	/**
	 * Sign a user in. What the request carried before is ended by it.
	 * @param credential what the browser made
	 * @param deviceToken the token that the client gave for its device, or {@code null}
	 * to look for a cookie
	 * @throws PasskeyRefusedException if the passkey proves nothing, or its account may
	 * not be used
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if there were too many
	 * attempts or logins
	 * @throws dev.latchkey.mode.AmbiguousCredentialsException if the request carries more
	 * credentials than any client has; nothing was checked
	 */
	LoginOutcome logIn(JsonNode credential, Transport transport, boolean remembered, @Nullable String deviceToken,
			HttpServletRequest request) {
		Set<String> replaced = this.logout.replaceable(request);
		AuthenticationAttempt attempt = AuthenticationAttempt.ofUser(PasskeyProofs.nameOf(credential),
				request.getRemoteAddr(), null);
		try (AttemptTurn turn = this.throttle.enter(attempt);
				AttemptPayment payment = this.throttle.pay(turn.attempt())) {
			LoginCandidate begun = this.candidates.begin();
			try {
				PasskeyAssertion assertion = this.proofs.check(credential);
				LoginCandidate candidate = this.candidates.identify(begun, assertion.accountId());
				Account account = usable(candidate);
				KnownDevice device = this.devices.find(Username.of(account.username()), deviceToken, request);
				AttemptPayment counted = count(
						AuthenticationAttempt.ofUser(account.username(), request.getRemoteAddr(), device));
				LoginContext context = this.contexts.contextOf(transport, remembered, request)
					.with(AuthenticationMethods.VERIFIED_PASSKEY);
				IssuedCredentials issued = open(candidate, assertion, context);
				this.completion.complete(issued, counted, replaced, device != null, context);
				return new LoginOutcome(issued, this.devices.mark(account.id(), account.username(),
						account.passwordHash(), deviceToken, request));
			}
			catch (PasskeyRefusedException ex) {
				publish(ex, begun);
				// last: if the failure could not be recorded, it costs nothing
				payment.forfeit();
				throw ex;
			}
		}
	}

	/**
	 * Return the account, if it may be used.
	 */
	private Account usable(LoginCandidate candidate) {
		Account account = candidate.account();
		if (account == null) {
			throw refused(null, LoginFailed.Reason.UNKNOWN_PASSKEY);
		}
		if (account.status() != AccountStatus.ACTIVE) {
			throw refused(account, LoginFailed.Reason.ACCOUNT_DISABLED);
		}
		if (account.isPasswordExpired(this.clock.instant())) {
			throw refused(account, LoginFailed.Reason.PASSWORD_EXPIRED);
		}
		return account;
	}

	private AttemptPayment count(AuthenticationAttempt login) {
		try (AttemptPayment payment = this.throttle.pay(login)) {
			payment.countLogin();
			return payment;
		}
	}

	private IssuedCredentials open(LoginCandidate candidate, PasskeyAssertion assertion, LoginContext context) {
		try {
			return this.gate.open(candidate, context, (opened) -> {
				// before the credential, which may be in Redis then
				this.proofs.use(assertion);
				return this.mode.issue(opened);
			});
		}
		catch (LoginRefusedException ex) {
			throw refused(candidate.account(), LoginFailed.Reason.OVERTAKEN);
		}
	}

	private PasskeyRefusedException refused(@Nullable Account account, LoginFailed.Reason reason) {
		this.events.publishEvent(LoginFailed.of(account, reason));
		return new PasskeyRefusedException(Reason.ACCOUNT, null);
	}

	/**
	 * Publish why a passkey was refused, unless that was done.
	 */
	private void publish(PasskeyRefusedException refusal, LoginCandidate begun) {
		if (refusal.reason() == Reason.ACCOUNT) {
			return;
		}
		String accountId = refusal.accountId();
		Account account = (accountId != null) ? this.candidates.identify(begun, accountId).account() : null;
		this.events.publishEvent(LoginFailed.of(account,
				(account != null) ? LoginFailed.Reason.WRONG_PASSKEY : LoginFailed.Reason.UNKNOWN_PASSKEY));
		if (account != null && refusal.reason() == Reason.COUNTER) {
			this.events.publishEvent(new PasskeyCopySuspected(account.id(), account.username()));
		}
	}

}

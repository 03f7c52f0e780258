package dev.latchkey.login.proof;

import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.login.CheckedPassword;
import dev.latchkey.login.OwnPassword;
import dev.latchkey.mode.Credential;
import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.mode.Mode;
import dev.latchkey.session.LoginCandidate;
import dev.latchkey.session.LoginRefusedException;
import dev.latchkey.session.ProofWrongException;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionProofs;
import dev.latchkey.throttle.AttemptPayment;
import dev.latchkey.throttle.AttemptTurn;
import dev.latchkey.throttle.AuthenticationAttempt;
import dev.latchkey.throttle.KnownDevice;
import dev.latchkey.throttle.Throttle;
import jakarta.servlet.http.HttpServletRequest;
import tools.jackson.databind.JsonNode;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Renews the proof of a session by what its user shows (ASVS 5.0 7.5.1, 7.5.3). Each kind
 * has a method here, which checks it and then calls {@link #renew}.
 */
class ProofRenewal {

	private final OwnPassword ownPassword;

	private final OwnPasskey ownPasskey;

	private final SessionProofs proofs;

	private final Throttle throttle;

	private final ApplicationEventPublisher events;

	private final Mode mode;

	private final CredentialResolver credentials;

	ProofRenewal(OwnPassword ownPassword, OwnPasskey ownPasskey, SessionProofs proofs, Throttle throttle,
			ApplicationEventPublisher events, Mode mode, CredentialResolver credentials) {
		this.ownPassword = ownPassword;
		this.ownPasskey = ownPasskey;
		this.proofs = proofs;
		this.throttle = throttle;
		this.events = events;
		this.mode = mode;
		this.credentials = credentials;
	}

	/**
	 * Renew the proof by the password.
	 * @throws ProofWrongException if it is wrong, or was changed meanwhile
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if there were too many
	 * attempts; nothing was checked
	 * @throws dev.latchkey.password.HashingBusyException if too many passwords wait to be
	 * hashed
	 * @throws dev.latchkey.session.SessionEndedException if the session has ended
	 */
	void byPassword(Session me, String password, HttpServletRequest request) {
		CheckedPassword checked = this.ownPassword.check(me, password, request,
				new ProofFailed(me.accountId(), me.username(), "wrong_password"), ProofWrongException::new);
		renew(me, checked.candidate(), AuthenticationMethods.PASSWORD, request);
	}

	/**
	 * Renew the proof by a passkey, which has verified its user.
	 * @throws ProofWrongException if it proves nothing, or another user
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if there were too many
	 * attempts; nothing was checked
	 * @throws dev.latchkey.session.SessionEndedException if the session has ended
	 */
	void byPasskey(Session me, JsonNode credential, HttpServletRequest request) {
		renew(me, this.ownPasskey.check(me, credential, request), AuthenticationMethods.VERIFIED_PASSKEY, request);
	}

	/**
	 * Renew the proof by a code of an authenticator app, or for recovery.
	 * @throws ProofWrongException if it is wrong or was used
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if there were too many
	 * attempts; nothing was checked
	 * @throws dev.latchkey.session.SessionEndedException if the session has ended
	 */
	void byCode(Session me, String code, HttpServletRequest request) {
		AuthenticationAttempt attempt = AuthenticationAttempt.ofSession(me.username(), request.getRemoteAddr(),
				new KnownDevice(me.accountId(), me.handle()));
		try (AttemptTurn turn = this.throttle.enter(attempt);
				AttemptPayment payment = this.throttle.pay(turn.attempt())) {
			Session renewed = prove(me, code, payment);
			// it is worth as much as a login
			payment.countLogin();
			carry(renewed, request);
		}
	}

	/**
	 * Renew the proof by what was checked.
	 * @param checked the account as it was before the check
	 * @param shown what was shown
	 */
	private void renew(Session me, LoginCandidate checked, AuthenticationMethods shown, HttpServletRequest request) {
		try {
			carry(this.proofs.renew(me, checked, shown), request);
		}
		catch (LoginRefusedException ex) {
			throw new ProofWrongException();
		}
	}

	private Session prove(Session me, String code, AttemptPayment payment) {
		try {
			return this.proofs.renewByCode(me, code);
		}
		catch (ProofWrongException ex) {
			this.events.publishEvent(new ProofFailed(me.accountId(), me.username(), "wrong_code"));
			// last: if the failure could not be recorded, it costs nothing
			payment.forfeit();
			throw ex;
		}
	}

	private void carry(Session renewed, HttpServletRequest request) {
		Credential credential = this.credentials.resolve(request);
		if (credential != null) {
			this.mode.renew(credential, renewed);
		}
	}

}

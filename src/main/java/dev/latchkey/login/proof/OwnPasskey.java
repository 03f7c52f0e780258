package dev.latchkey.login.proof;

import dev.latchkey.factor.passkey.PasskeyAssertion;
import dev.latchkey.factor.passkey.PasskeyProofs;
import dev.latchkey.factor.passkey.PasskeyRefusedException;
import dev.latchkey.factor.passkey.PasskeyRefusedException.Reason;
import dev.latchkey.login.PasskeyCopySuspected;
import dev.latchkey.session.LoginCandidate;
import dev.latchkey.session.LoginCandidates;
import dev.latchkey.session.ProofWrongException;
import dev.latchkey.session.Session;
import dev.latchkey.throttle.AttemptPayment;
import dev.latchkey.throttle.AttemptTurn;
import dev.latchkey.throttle.AuthenticationAttempt;
import dev.latchkey.throttle.KnownDevice;
import dev.latchkey.throttle.Throttle;
import jakarta.servlet.http.HttpServletRequest;
import tools.jackson.databind.JsonNode;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Checks a passkey of a user who is signed in: it is paid for from the budgets of the
 * account, as the password is.
 */
class OwnPasskey {

	private final LoginCandidates candidates;

	private final PasskeyProofs passkeys;

	private final Throttle throttle;

	private final ApplicationEventPublisher events;

	OwnPasskey(LoginCandidates candidates, PasskeyProofs passkeys, Throttle throttle,
			ApplicationEventPublisher events) {
		this.candidates = candidates;
		this.passkeys = passkeys;
		this.throttle = throttle;
		this.events = events;
	}

	/**
	 * Check a passkey, and use its assertion up.
	 * @param me the session that asks
	 * @param credential what the browser made
	 * @return the account, as read before the check
	 * @throws ProofWrongException if it proves nothing, or another user
	 * @throws dev.latchkey.throttle.TooManyAttemptsException if there were too many
	 * attempts; nothing was checked
	 */
	LoginCandidate check(Session me, JsonNode credential, HttpServletRequest request) {
		AuthenticationAttempt attempt = AuthenticationAttempt.ofSession(me.username(), request.getRemoteAddr(),
				new KnownDevice(me.accountId(), me.handle()));
		try (AttemptTurn turn = this.throttle.enter(attempt);
				AttemptPayment payment = this.throttle.pay(turn.attempt())) {
			LoginCandidate candidate = this.candidates.bySession(me);
			try {
				PasskeyAssertion assertion = this.passkeys.check(credential);
				if (!assertion.accountId().equals(me.accountId())) {
					throw new PasskeyRefusedException(Reason.UNKNOWN, null);
				}
				this.passkeys.useUp(assertion);
			}
			catch (PasskeyRefusedException ex) {
				publish(me, ex);
				// last: if the failure could not be recorded, it costs nothing
				payment.forfeit();
				throw new ProofWrongException();
			}
			payment.countLogin();
			return candidate;
		}
	}

	private void publish(Session me, PasskeyRefusedException refusal) {
		this.events.publishEvent(new ProofFailed(me.accountId(), me.username(), "wrong_passkey"));
		if (refusal.reason() == Reason.COUNTER && me.accountId().equals(refusal.accountId())) {
			this.events.publishEvent(new PasskeyCopySuspected(me.accountId(), me.username()));
		}
	}

}

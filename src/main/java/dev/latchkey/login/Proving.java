package dev.latchkey.login;

import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.mode.Credential;
import dev.latchkey.mode.CredentialResolver;
import dev.latchkey.mode.Mode;
import dev.latchkey.session.LoginCandidate;
import dev.latchkey.session.LoginRefusedException;
import dev.latchkey.session.ProofWrongException;
import dev.latchkey.session.Proofs;
import dev.latchkey.session.Session;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Renews the proof of a session by what its user shows (ASVS 5.0 7.5.1, 7.5.3). Each kind
 * has a method here, which checks it and then calls {@link #renew}.
 */
class Proving {

	private final OwnPassword ownPassword;

	private final Proofs proofs;

	private final Mode mode;

	private final CredentialResolver credentials;

	Proving(OwnPassword ownPassword, Proofs proofs, Mode mode, CredentialResolver credentials) {
		this.ownPassword = ownPassword;
		this.proofs = proofs;
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
	 * Renew the proof by what was checked.
	 * @param checked the account as it was before the check
	 * @param shown what was shown
	 */
	private void renew(Session me, LoginCandidate checked, AuthenticationMethods shown, HttpServletRequest request) {
		try {
			Session renewed = this.proofs.renew(me, checked, shown);
			Credential credential = this.credentials.resolve(request);
			if (credential != null) {
				this.mode.renew(credential, renewed);
			}
		}
		catch (LoginRefusedException ex) {
			throw new ProofWrongException();
		}
	}

}

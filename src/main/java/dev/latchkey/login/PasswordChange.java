package dev.latchkey.login;

import dev.latchkey.account.Account;
import dev.latchkey.mode.Credential;
import dev.latchkey.mode.Mode;
import dev.latchkey.password.CurrentPasswordWrongException;
import dev.latchkey.password.PasswordRejectedException;
import dev.latchkey.password.Passwords;
import dev.latchkey.session.LoginCandidate;
import dev.latchkey.session.LoginRefusedException;
import dev.latchkey.session.ReplaceResult;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionReplacement;
import dev.latchkey.session.Transport;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Changes a user's own password (ASVS 5.0 6.2.2, 6.2.3, 7.4.3): the user proves the
 * current one once more, gets a new session for the old one, and the other sessions end
 * unless they are to be kept.
 */
class PasswordChange {

	private final SessionReplacement sessionReplacement;

	private final Passwords passwords;

	private final OwnPassword ownPassword;

	private final Mode mode;

	private final LoginContexts contexts;

	private final KnownDevices devices;

	PasswordChange(SessionReplacement sessionReplacement, Passwords passwords, OwnPassword ownPassword, Mode mode,
			LoginContexts contexts, KnownDevices devices) {
		this.sessionReplacement = sessionReplacement;
		this.passwords = passwords;
		this.ownPassword = ownPassword;
		this.mode = mode;
		this.contexts = contexts;
		this.devices = devices;
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
		CheckedPassword checked = this.ownPassword.check(me, current, request,
				new PasswordChangeFailed(me.accountId(), me.username()), CurrentPasswordWrongException::new);
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
		ReplaceResult<LoginOutcome> replaced = this.sessionReplacement.replace(candidate, me,
				this.contexts.contextOf(transport, false, request), keepOthers, hash,
				(opened) -> new LoginOutcome(this.mode.issue(opened), mark));
		checked.payment().rememberNetwork();
		return replaced;
	}

}

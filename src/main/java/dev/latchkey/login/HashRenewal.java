package dev.latchkey.login;

import dev.latchkey.password.HashingPlace;
import dev.latchkey.password.PasswordCheck;
import dev.latchkey.password.Passwords;
import dev.latchkey.session.LoginCandidate;
import dev.latchkey.session.LoginCandidates;

/**
 * Replaces a hash that was made of a password as it was typed, once that is proved.
 */
class HashRenewal {

	private final LoginCandidates candidates;

	private final Passwords passwords;

	HashRenewal(LoginCandidates candidates, Passwords passwords) {
		this.candidates = candidates;
		this.passwords = passwords;
	}

	/**
	 * Renew the hash of a password that has just been proved. Several may do so at once:
	 * the first stores its hash, and the others check the password against that.
	 * @param candidate whose password it is, as read before the check
	 * @param password what was typed
	 * @param place where it was checked
	 * @return the candidate with the hash that its account has now, or as it was where
	 * the account has got another password, which the gate refuses
	 */
	LoginCandidate renew(LoginCandidate candidate, String password, HashingPlace place) {
		LoginCandidate renewed = this.candidates.renew(candidate, this.passwords.hash(password));
		if (renewed != null) {
			return renewed;
		}
		LoginCandidate again = this.candidates.readAgain(candidate);
		return (place.check(password, again.passwordHash()) == PasswordCheck.RIGHT) ? again : candidate;
	}

}

package dev.latchkey.command;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountChanges;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.UnknownAccountException;
import dev.latchkey.account.username.Username;
import dev.latchkey.factor.SecondFactors;
import dev.latchkey.password.Passwords;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.ActingServer;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.Endings;

/**
 * Gives an account a temporary password, and ends all its sessions. An operator who can
 * read the settings of the service can do all that it does, so no session is asked for.
 */
class PasswordReset {

	private final Accounts accounts;

	private final AccountChanges changes;

	private final Passwords passwords;

	private final SecondFactors factors;

	private final Endings endings;

	PasswordReset(Accounts accounts, AccountChanges changes, Passwords passwords, SecondFactors factors,
			Endings endings) {
		this.accounts = accounts;
		this.changes = changes;
		this.passwords = passwords;
		this.factors = factors;
		this.endings = endings;
	}

	/**
	 * Give an account a password that is good for one login.
	 * @param username the name of the account
	 * @param withFactors whether its second factors are removed as well
	 * @return the password, and what has ended
	 * @throws UnknownAccountException if there is no such account
	 */
	Result reset(Username username, boolean withFactors) {
		Account account = this.accounts.byUsername(username).orElseThrow(UnknownAccountException::new);
		String temporary = this.passwords.temporary();
		String hash = this.passwords.hash(temporary);
		EndResult ending = this.endings.changeAccountAndEnd(account.id(), ActingServer.INSTANCE, (before, held) -> {
			this.changes.changePassword(before.id(), hash, true);
			if (withFactors) {
				this.factors.reset(before);
			}
			return EndReason.PASSWORD_CHANGED;
		});
		return new Result(account.username(), temporary, ending);
	}

	/**
	 * What a reset has done.
	 *
	 * @param username the name of the account, as it is written
	 * @param temporaryPassword its password
	 * @param ending the end of its sessions
	 */
	record Result(String username, String temporaryPassword, EndResult ending) {

		/**
		 * Keep the password out of logs.
		 */
		@Override
		public String toString() {
			return "Result[" + this.username + "]";
		}

	}

}

package dev.latchkey.transfer;

import java.util.Set;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountStatus;
import dev.latchkey.account.NewAccount;
import dev.latchkey.account.ProfileUpdate;
import dev.latchkey.password.Passwords;
import dev.latchkey.revocation.EndReason;
import org.jspecify.annotations.Nullable;

/**
 * A user as a line wants them, checked as far as it can be without the database.
 *
 * @param username the name, in its canonical form
 * @param profile what is to be known of the person
 * @param roles names of the roles, or {@code null} where the line says none
 * @param status the status, or {@code null}
 * @param passwordHash the hash as it is stored, or {@code null}
 */
record WantedUser(String username, ProfileUpdate profile, @Nullable Set<String> roles, @Nullable AccountStatus status,
		@Nullable String passwordHash) {

	private static final Set<String> USUAL_ROLES = Set.of("USER");

	Set<String> rolesOfNew() {
		return (this.roles != null) ? this.roles : USUAL_ROLES;
	}

	NewAccount toNew() {
		return new NewAccount(this.username, (this.passwordHash != null) ? this.passwordHash : Passwords.none(),
				(this.status != null) ? this.status : AccountStatus.ACTIVE, this.profile, rolesOfNew());
	}

	boolean changesRoles(Account account) {
		return this.roles != null && !this.roles.equals(account.roles());
	}

	boolean changesStatus(Account account) {
		return this.status != null && this.status != account.status();
	}

	boolean changesPassword(Account account) {
		return this.passwordHash != null && !this.passwordHash.equals(account.passwordHash());
	}

	/**
	 * Return why the sessions of an account end that becomes as the line says, or
	 * {@code null} where they go on.
	 */
	@Nullable EndReason endsSessionsOf(Account account) {
		if (changesStatus(account) && this.status == AccountStatus.DISABLED) {
			return EndReason.ACCOUNT_DISABLED;
		}
		if (changesPassword(account)) {
			return EndReason.PASSWORD_CHANGED;
		}
		return changesRoles(account) ? EndReason.ROLES_CHANGED : null;
	}

	boolean changes(Account account) {
		return changesRoles(account) || changesStatus(account) || changesPassword(account)
				|| this.profile.changes(account.profile());
	}

	/**
	 * Keep the hash and the person out of logs.
	 */
	@Override
	public String toString() {
		return "WantedUser[" + this.username + "]";
	}

}

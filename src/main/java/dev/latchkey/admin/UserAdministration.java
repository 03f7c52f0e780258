package dev.latchkey.admin;

import java.util.Objects;
import java.util.Set;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountChanges;
import dev.latchkey.account.AccountStatus;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.ProfileChanges;
import dev.latchkey.account.ProfileUpdate;
import dev.latchkey.account.UnknownAccountException;
import dev.latchkey.account.username.Username;
import dev.latchkey.password.Passwords;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.role.GrantCheck;
import dev.latchkey.session.AccountChange;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.EndResult;
import dev.latchkey.session.Endings;
import org.jspecify.annotations.Nullable;

/**
 * Changes accounts and deletes them. An administrator can only grant permissions that
 * they hold, and only touch accounts that hold no others. A change to what an account may
 * do ends its sessions in the same transaction. What gives access away asks for a recent
 * proof: roles, an address, a password.
 */
class UserAdministration {

	private final Users users;

	private final Accounts accounts;

	private final AccountChanges changes;

	private final ProfileChanges profiles;

	private final UserLinks links;

	private final Passwords passwords;

	private final Endings endings;

	UserAdministration(Users users, Accounts accounts, AccountChanges changes, ProfileChanges profiles, UserLinks links,
			Passwords passwords, Endings endings) {
		this.users = users;
		this.accounts = accounts;
		this.changes = changes;
		this.profiles = profiles;
		this.links = links;
		this.passwords = passwords;
		this.endings = endings;
	}

	/**
	 * Change a user's status, roles, or what is known of the person; what is {@code null}
	 * stays. A change that changes nothing ends nothing.
	 */
	EndResult change(ActingSession me, Username username, @Nullable AccountStatus status, @Nullable Set<String> roles,
			ProfileUpdate profile) {
		// to disable an account is urgent, and gives nothing away
		boolean gives = roles != null || profile.email() != null;
		return changeAndEnd(gives ? me.withRecentProof() : me, username, (before, held) -> {
			EndReason reason = null;
			if (roles != null && !roles.equals(before.roles())) {
				this.changes.changeRoles(before.id(), roles);
				reason = EndReason.ROLES_CHANGED;
			}
			if (status != null && status != before.status()) {
				this.changes.changeStatus(before.id(), status);
				reason = (status == AccountStatus.DISABLED) ? EndReason.ACCOUNT_DISABLED : reason;
			}
			this.profiles.update(before.id(), profile);
			Account after = this.accounts.byId(before.id()).orElseThrow(UnknownAccountException::new);
			if (!Objects.equals(after.profile().email(), before.profile().email())) {
				this.links.confirmAddress(me, after);
			}
			GrantCheck.requireAll(held, after.permissions());
			return reason;
		});
	}

	EndResult delete(ActingSession me, Username username) {
		return changeAndEnd(me, username, (before, held) -> {
			this.changes.delete(before.id());
			return EndReason.ACCOUNT_DISABLED;
		});
	}

	/**
	 * Give a user a password that is good for one login.
	 */
	Reset resetPassword(ActingSession me, Username username) {
		String temporary = this.passwords.temporary();
		String hash = this.passwords.hash(temporary);
		EndResult ending = changeAndEnd(me.withRecentProof(), username, (before, held) -> {
			this.changes.changePassword(before.id(), hash, true);
			return EndReason.PASSWORD_CHANGED;
		});
		return new Reset(temporary, ending);
	}

	EndResult logOut(ActingSession me, Username username) {
		return this.endings.endAllOf(this.users.get(username).id(), EndReason.FORCED_LOGOUT, me);
	}

	private EndResult changeAndEnd(ActingSession me, Username username, AccountChange change) {
		return this.endings.changeAccountAndEnd(this.users.get(username).id(), me, (before, held) -> {
			GrantCheck.requireAll(held, before.permissions());
			return change.apply(before, held);
		});
	}

	record Reset(String temporaryPassword, EndResult ending) {

		/**
		 * Keep the password out of logs.
		 */
		@Override
		public String toString() {
			return "Reset";
		}

	}

}

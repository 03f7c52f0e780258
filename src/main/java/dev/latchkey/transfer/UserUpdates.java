package dev.latchkey.transfer;

import java.util.Map;
import java.util.Objects;

import dev.latchkey.account.Account;
import dev.latchkey.account.AccountChanges;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.ProfileChanges;
import dev.latchkey.account.UnknownAccountException;
import dev.latchkey.role.GrantCheck;
import dev.latchkey.session.ActingSession;
import dev.latchkey.session.EndingSeries;
import dev.latchkey.session.Endings;
import dev.latchkey.transfer.ImportEntry.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Updates existing users from the lines of a file, each in its own transaction, which
 * checks the authority of the import and ends the user's sessions if the change requires
 * it. It waits for the other nodes once, after all lines.
 */
class UserUpdates {

	private final Accounts accounts;

	private final AccountChanges changes;

	private final ProfileChanges profiles;

	private final Endings endings;

	UserUpdates(Accounts accounts, AccountChanges changes, ProfileChanges profiles, Endings endings) {
		this.accounts = accounts;
		this.changes = changes;
		this.profiles = profiles;
		this.endings = endings;
	}

	/**
	 * Change users.
	 * @param changed the lines and the accounts, as they were
	 * @param tally is told whether what they have ended is over on every node
	 */
	void apply(ActingSession me, Map<ImportEntry, Account> changed, ImportTally tally) {
		this.endings.changeAccountsAndEnd(me,
				(series) -> changed.forEach((entry, account) -> change(series, entry, account.id())), tally::confirm);
	}

	private void change(EndingSeries series, ImportEntry entry, String accountId) {
		WantedUser user = entry.wanted();
		try {
			series.changeAccountAndEnd(accountId, (before, held) -> {
				GrantCheck.requireAll(held, before.permissions());
				this.profiles.update(before.id(), user.profile());
				if (user.changesRoles(before)) {
					this.changes.changeRoles(before.id(), Objects.requireNonNull(user.roles()));
				}
				if (user.changesPassword(before)) {
					this.changes.importPassword(before.id(), Objects.requireNonNull(user.passwordHash()));
				}
				if (user.changesStatus(before)) {
					this.changes.changeStatus(before.id(), Objects.requireNonNull(user.status()));
				}
				Account after = this.accounts.byId(before.id()).orElseThrow(UnknownAccountException::new);
				GrantCheck.requireAll(held, after.permissions());
				return user.endsSessionsOf(before);
			}, () -> entry.end(Outcome.UPDATED));
		}
		catch (RuntimeException ex) {
			@Nullable String code = UserReading.codeOf(ex);
			if (code == null || entry.outcome() != null) {
				throw ex;
			}
			entry.fail(code);
		}
	}

}

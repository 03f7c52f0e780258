package dev.latchkey.session;

import java.util.List;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.UnknownAccountException;
import dev.latchkey.revocation.EndReason;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes changes that end sessions, each in one transaction: {@link AuthorizedChanges}
 * checks who asks for it, and {@link EndingTransaction} ends the rows, or records that an
 * account's sessions have ended, and writes the revocation. Locks are taken in one order:
 * accounts, sessions, log. Sessions need no order among themselves: a transaction that
 * ends several of them holds their account, and what writes last-seen waits for no row
 * while it holds another.
 */
class EndingChanges {

	private final UserSessions sessions;

	private final Accounts accounts;

	private final AuthorizedChanges changes;

	private final EndingTransaction ending;

	private final TransactionOperations transaction;

	EndingChanges(UserSessions sessions, Accounts accounts, AuthorizedChanges changes, EndingTransaction ending,
			TransactionOperations transaction) {
		this.sessions = sessions;
		this.accounts = accounts;
		this.changes = changes;
		this.ending = ending;
		this.transaction = transaction;
	}

	/**
	 * End one session.
	 * @param accountId the account that it has to be of, or {@code null} for any
	 */
	EndedRows endSession(@Nullable String accountId, String handle, EndReason reason, ChangeAuthority authority) {
		return make(authority, (held) -> {
			UserSessions.Row row = lock(handle);
			if (accountId != null && !row.accountId().equals(accountId)) {
				throw new UnknownSessionException();
			}
			return end(row, ownerOf(row), reason, authority.actor());
		});
	}

	/**
	 * End one session in the name of its owner, who signs out.
	 */
	EndedRows endByOwner(String handle) {
		return this.transaction.execute((status) -> {
			UserSessions.Row row = lock(handle);
			Account owner = ownerOf(row);
			if (owner == null) {
				throw new UnknownSessionException();
			}
			return end(row, owner, EndReason.LOGGED_OUT, owner.username());
		});
	}

	EndedRows endOthersOf(String accountId, String keptHandle, EndReason reason, ChangeAuthority authority) {
		return make(authority, (held) -> {
			Account owner = this.accounts.lock(accountId).orElse(null);
			return this.ending.endOthers(accountId, keptHandle, owner, reason, authority.actor());
		});
	}

	EndedRows endAllOf(String accountId, EndReason reason, ChangeAuthority authority) {
		return make(authority, (held) -> {
			Account owner = this.accounts.lock(accountId).orElse(null);
			return this.ending.endAccounts(List.of(accountId), owner, reason, authority.actor());
		});
	}

	EndedRows endEverySession(ChangeAuthority authority) {
		return make(authority, (held) -> this.ending.endEverybody(authority.actor()));
	}

	EndedRows changeAccountAndEnd(String accountId, ChangeAuthority authority, AccountChange change) {
		return this.transaction.execute((status) -> {
			Account before = this.accounts.lockToChange(accountId).orElseThrow(UnknownAccountException::new);
			return this.changes.makeAndEnd(authority, (held) -> {
				EndReason reason = change.apply(before, held);
				return (reason != null) ? this.ending.endAccount(before, reason, authority.actor()) : EndedRows.NOTHING;
			});
		});
	}

	EndedRows changeAccountAndEndOthers(String accountId, String keptHandle, ChangeAuthority authority,
			AccountChange change) {
		return make(authority, (held) -> {
			Account before = this.accounts.lock(accountId).orElseThrow(UnknownAccountException::new);
			EndReason reason = change.apply(before, held);
			return (reason != null) ? this.ending.endOthers(accountId, keptHandle, before, reason, authority.actor())
					: EndedRows.NOTHING;
		});
	}

	EndedRows changeRoleAndEnd(ChangeAuthority authority, PermissionChange change) {
		return this.transaction.execute((status) -> {
			this.accounts.lockRoles();
			return this.changes.makeAndEnd(authority, (held) -> {
				String role = change.apply(held);
				return (role != null) ? this.ending.endHolders(role, EndReason.ROLES_CHANGED, authority.actor())
						: EndedRows.NOTHING;
			});
		});
	}

	private EndedRows make(ChangeAuthority authority, PermittedChange<EndedRows> change) {
		return this.transaction.execute((status) -> this.changes.makeAndEnd(authority, change));
	}

	private EndedRows end(UserSessions.Row row, @Nullable Account owner, EndReason reason, String actor) {
		return this.ending.endRows(List.of(row), owner, reason, actor);
	}

	private UserSessions.Row lock(String handle) {
		return this.sessions.lock(handle).orElseThrow(UnknownSessionException::new);
	}

	private @Nullable Account ownerOf(UserSessions.Row row) {
		return this.accounts.byId(row.accountId()).orElse(null);
	}

}

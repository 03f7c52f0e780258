package dev.latchkey.session;

import java.util.List;
import java.util.function.Consumer;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.UnknownAccountException;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.NodeConfirmation;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionOperations;

/**
 * Ends sessions for callers (ASVS 5.0 7.4.1). The session limit, a changed password and a
 * replayed refresh token end sessions within {@link Gate}, {@link SessionReplacement} and
 * {@link SessionRefresh}, by the same {@link EndingTransaction}. On whose authority a
 * caller ends them is checked by {@link AuthorizedChanges} within the transaction. One
 * transaction ends the rows, or records that an account's sessions have ended, and writes
 * the revocation. After the commit it is announced, the mode removes what it stored, and
 * the caller may answer. If the transaction fails, nothing has ended. Locks are taken in
 * one order: accounts, sessions, log. Sessions need no order among themselves: a
 * transaction that ends several of them holds their account, and last-seen waits for no
 * row while it holds another.
 */
public class Endings {

	private final UserSessions sessions;

	private final Accounts accounts;

	private final AuthorizedChanges changes;

	private final EndingTransaction ending;

	private final EndingAnnouncement announcement;

	private final TransactionOperations transaction;

	Endings(UserSessions sessions, Accounts accounts, AuthorizedChanges changes, EndingTransaction ending,
			EndingAnnouncement announcement, TransactionOperations transaction) {
		this.sessions = sessions;
		this.accounts = accounts;
		this.changes = changes;
		this.ending = ending;
		this.announcement = announcement;
		this.transaction = transaction;
	}

	/**
	 * End one session. One that has ended already stays as it was.
	 * @param handle the session
	 * @param reason why
	 * @param authority who ends it
	 * @return how many sessions ended, and how many nodes and applications know it
	 * @throws UnknownSessionException if there is no such session
	 */
	public EndResult endSession(String handle, EndReason reason, ChangeAuthority authority) {
		return end(authority, (held) -> {
			UserSessions.Row row = lock(handle);
			return end(row, ownerOf(row), reason, authority.actor());
		});
	}

	/**
	 * End one session of an account. One that has ended already stays as it was.
	 * @param accountId the account
	 * @param handle the session
	 * @param reason why
	 * @param authority who ends it
	 * @return how many sessions ended, and how many nodes and applications know it
	 * @throws UnknownSessionException if the account has no such session
	 */
	public EndResult endSessionOf(String accountId, String handle, EndReason reason, ChangeAuthority authority) {
		return end(authority, (held) -> {
			UserSessions.Row row = lock(handle);
			if (!row.accountId().equals(accountId)) {
				throw new UnknownSessionException();
			}
			return end(row, ownerOf(row), reason, authority.actor());
		});
	}

	/**
	 * End one session because its owner, who holds a credential of it, signs out. That is
	 * all the authority it takes.
	 * @param handle the session
	 * @return what it has done; nothing if there is no such session
	 */
	public SignOutResult signOut(String handle) {
		try {
			return SignOutResult.of(endByOwner(handle));
		}
		catch (UnknownSessionException ex) {
			return SignOutResult.NOTHING;
		}
	}

	/**
	 * End one session because an application that was shown a credential of it says so.
	 * @param handle the session
	 * @param application the application
	 * @return what it has done; nothing if there is no such session
	 */
	public SignOutResult signOut(String handle, ChangeAuthority application) {
		try {
			return SignOutResult.of(endSession(handle, EndReason.LOGGED_OUT, application));
		}
		catch (UnknownSessionException ex) {
			return SignOutResult.NOTHING;
		}
	}

	/**
	 * End one session in the name of its owner, who signs out.
	 * @param handle the session
	 * @return how many sessions ended, and how many nodes and applications know it
	 * @throws UnknownSessionException if there is no such session
	 */
	EndResult endByOwner(String handle) {
		return this.announcement.finish(this.transaction.execute((status) -> {
			UserSessions.Row row = lock(handle);
			Account owner = ownerOf(row);
			if (owner == null) {
				throw new UnknownSessionException();
			}
			return end(row, owner, EndReason.LOGGED_OUT, owner.username());
		}));
	}

	/**
	 * End all sessions of an account but one.
	 * @param accountId the account
	 * @param keptHandle the session that stays
	 * @param reason why
	 * @param authority who ends them
	 * @return how many sessions ended, and how many nodes and applications know it
	 */
	public EndResult endOthersOf(String accountId, String keptHandle, EndReason reason, ChangeAuthority authority) {
		return end(authority, (held) -> {
			Account owner = this.accounts.lock(accountId).orElse(null);
			return this.ending.endOthers(accountId, keptHandle, owner, reason, authority.actor());
		});
	}

	/**
	 * End all sessions of an account, and all logins that are under way.
	 * @param accountId the account
	 * @param reason why
	 * @param authority who ends them
	 * @return how many sessions ended, and how many nodes and applications know it
	 */
	public EndResult endAllOf(String accountId, EndReason reason, ChangeAuthority authority) {
		return end(authority, (held) -> {
			Account owner = this.accounts.lock(accountId).orElse(null);
			return this.ending.endAccounts(List.of(accountId), owner, reason, authority.actor());
		});
	}

	/**
	 * Change an account, and in the same transaction end all its sessions and all logins
	 * that are under way, if the change requires it.
	 * @param accountId the account
	 * @param authority who changes it
	 * @param change the change
	 * @return how many sessions ended, and how many nodes and applications know it
	 * @throws UnknownAccountException if the account does not exist any more
	 */
	public EndResult changeAccountAndEnd(String accountId, ChangeAuthority authority, AccountChange change) {
		return this.announcement.finish(changeAndEnd(accountId, authority, change));
	}

	/**
	 * Change several accounts, each as {@link #changeAccountAndEnd} does, in a
	 * transaction of its own that is announced at once. For the nodes the caller waits
	 * only once, after the last of them.
	 * @param authority who changes them
	 * @param work makes the changes, and may stop at any of them; what it has ended by
	 * then is over on the nodes all the same
	 * @param nodes is told how many nodes know all that has ended, also where the work
	 * fails
	 */
	public void changeAccountsAndEnd(ChangeAuthority authority, Consumer<EndingSeries> work,
			Consumer<NodeConfirmation> nodes) {
		try {
			work.accept((accountId, change, committed) -> {
				EndedRows ended = changeAndEnd(accountId, authority, change);
				committed.run();
				this.announcement.start(ended);
			});
		}
		finally {
			nodes.accept(this.announcement.awaitStarted());
		}
	}

	private EndedRows changeAndEnd(String accountId, ChangeAuthority authority, AccountChange change) {
		return this.transaction.execute((status) -> {
			Account before = this.accounts.lockToChange(accountId).orElseThrow(UnknownAccountException::new);
			return this.changes.makeAndEnd(authority, (held) -> {
				EndReason reason = change.apply(before, held);
				return (reason != null) ? this.ending.endAccount(before, reason, authority.actor()) : EndedRows.NOTHING;
			});
		});
	}

	/**
	 * Change an account in what no right depends on, and in the same transaction end all
	 * its sessions but one, if the change requires it. A login that is under way is not
	 * ended: the gate sees the change.
	 * @param accountId the account
	 * @param keptHandle the session that stays
	 * @param authority who changes it
	 * @param change the change
	 * @return how many sessions ended, and how many nodes and applications know it
	 * @throws UnknownAccountException if the account does not exist any more
	 */
	public EndResult changeAccountAndEndOthers(String accountId, String keptHandle, ChangeAuthority authority,
			AccountChange change) {
		return end(authority, (held) -> {
			Account before = this.accounts.lock(accountId).orElseThrow(UnknownAccountException::new);
			EndReason reason = change.apply(before, held);
			return (reason != null) ? this.ending.endOthers(accountId, keptHandle, before, reason, authority.actor())
					: EndedRows.NOTHING;
		});
	}

	/**
	 * Change what a role permits, and in the same transaction end all sessions of the
	 * accounts that have it, if the change requires it. Their rows, and those of the
	 * accounts, are neither locked nor changed, as there may be very many.
	 * @param authority who changes it
	 * @param change the change
	 * @return how many nodes and applications know it; the sessions are not counted
	 */
	public EndResult changeRoleAndEnd(ChangeAuthority authority, PermissionChange change) {
		return this.announcement.finish(this.transaction.execute((status) -> {
			this.accounts.lockRoles();
			return this.changes.makeAndEnd(authority, (held) -> {
				String role = change.apply(held);
				return (role != null) ? this.ending.endHolders(role, EndReason.ROLES_CHANGED, authority.actor())
						: EndedRows.NOTHING;
			});
		}));
	}

	/**
	 * End all sessions of all accounts. Their rows stay as they are: all began before the
	 * revocation, and that is what ends them, in one small transaction however many there
	 * are.
	 * @param authority who ends them
	 * @return how many sessions ended, and how many nodes and applications know it
	 */
	public EndResult endEverySession(ChangeAuthority authority) {
		return this.announcement.finishEverySession(this.transaction.execute(
				(status) -> this.changes.makeAndEnd(authority, (held) -> this.ending.endEverybody(authority.actor()))));
	}

	private EndResult end(ChangeAuthority authority, PermittedChange<EndedRows> change) {
		return this.announcement
			.finish(this.transaction.execute((status) -> this.changes.makeAndEnd(authority, change)));
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

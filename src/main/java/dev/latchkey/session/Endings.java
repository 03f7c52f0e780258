package dev.latchkey.session;

import java.util.function.Consumer;

import dev.latchkey.account.UnknownAccountException;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.NodeConfirmation;

/**
 * Ends sessions for callers (ASVS 5.0 7.4.1). The session limit, a changed password and a
 * replayed refresh token end sessions within {@link Gate}, {@link SessionReplacement} and
 * {@link SessionRefresh}, by the same {@link EndingTransaction}. What
 * {@link EndingChanges} has ended is announced after the commit, the mode removes what it
 * stored, and the caller may answer. If the transaction fails, nothing has ended.
 */
public class Endings {

	private final EndingChanges changes;

	private final EndingAnnouncement announcement;

	Endings(EndingChanges changes, EndingAnnouncement announcement) {
		this.changes = changes;
		this.announcement = announcement;
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
		return this.announcement.finish(this.changes.endSession(null, handle, reason, authority));
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
		return this.announcement.finish(this.changes.endSession(accountId, handle, reason, authority));
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
		return this.announcement.finish(this.changes.endByOwner(handle));
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
		return this.announcement.finish(this.changes.endOthersOf(accountId, keptHandle, reason, authority));
	}

	/**
	 * End all sessions of an account, and all logins that are under way.
	 * @param accountId the account
	 * @param reason why
	 * @param authority who ends them
	 * @return how many sessions ended, and how many nodes and applications know it
	 */
	public EndResult endAllOf(String accountId, EndReason reason, ChangeAuthority authority) {
		return this.announcement.finish(this.changes.endAllOf(accountId, reason, authority));
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
		return this.announcement.finish(this.changes.changeAccountAndEnd(accountId, authority, change));
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
				EndedRows ended = this.changes.changeAccountAndEnd(accountId, authority, change);
				committed.run();
				this.announcement.start(ended);
			});
		}
		finally {
			nodes.accept(this.announcement.awaitStarted());
		}
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
		return this.announcement
			.finish(this.changes.changeAccountAndEndOthers(accountId, keptHandle, authority, change));
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
		return this.announcement.finish(this.changes.changeRoleAndEnd(authority, change));
	}

	/**
	 * End all sessions of all accounts. Their rows stay as they are: all began before the
	 * revocation, and that is what ends them, in one small transaction however many there
	 * are.
	 * @param authority who ends them
	 * @return how many sessions ended, and how many nodes and applications know it
	 */
	public EndResult endEverySession(ChangeAuthority authority) {
		return this.announcement.finishEverySession(this.changes.endEverySession(authority));
	}

}

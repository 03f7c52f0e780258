package dev.latchkey.session;

import dev.latchkey.account.UnknownAccountException;

/**
 * Changes accounts one after another for {@link Endings#changeAccountsAndEnd}.
 */
@FunctionalInterface
public interface EndingSeries {

	/**
	 * Change an account, and in the same transaction end all its sessions and all logins
	 * that are under way, if the change requires it. It counts from its commit on, but
	 * another node may not know it yet.
	 * @param accountId the account
	 * @param change the change
	 * @param committed is told once it has committed, before anything else can fail
	 * @throws UnknownAccountException if the account does not exist any more
	 */
	void changeAccountAndEnd(String accountId, AccountChange change, Runnable committed);

}

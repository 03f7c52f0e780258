package dev.latchkey.session;

import java.util.Set;

import dev.latchkey.account.Account;
import dev.latchkey.revocation.EndReason;
import org.jspecify.annotations.Nullable;

/**
 * A change to an account that may end its sessions. {@link Endings} calls it for the
 * reason that {@link PermittedChange} gives, and because what was committed has to be
 * announced before the caller answers.
 */
@FunctionalInterface
public interface AccountChange {

	/**
	 * Change the account, in a transaction that has locked the roles and the account.
	 * @param before the account as it is now
	 * @param held the permissions of the author of the change
	 * @return why its sessions have to end, or {@code null} if they may stay
	 */
	@Nullable EndReason apply(Account before, Set<String> held);

}

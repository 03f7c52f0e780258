package dev.latchkey.session;

import java.util.List;

import dev.latchkey.revocation.EndReason;
import org.jspecify.annotations.Nullable;

/**
 * Sessions have ended: the transaction has committed. Published before the answer, in the
 * thread of the caller.
 *
 * @param handles the sessions; none where all sessions of all accounts, or of all that
 * have a role, have ended
 * @param owner whose they were, where they were one account's
 * @param reason why
 * @param actor who did it
 */
public record SessionsEnded(List<String> handles, @Nullable Owner owner, EndReason reason, String actor) {

	/**
	 * Whose sessions have ended.
	 *
	 * @param accountId the account
	 * @param username its name
	 */
	public record Owner(String accountId, String username) {
	}

}

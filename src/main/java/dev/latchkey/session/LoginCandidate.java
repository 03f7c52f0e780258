package dev.latchkey.session;

import java.time.Instant;

import dev.latchkey.account.Account;
import org.jspecify.annotations.Nullable;

/**
 * An account whose password is about to be checked.
 *
 * @param account the account of the given name, or {@code null} if there is none
 * @param epoch the revocation log's number, read before the account was: what ends from
 * here on overtakes this login
 * @param liveSince lists of sessions reach back to this at least
 */
public record LoginCandidate(@Nullable Account account, long epoch, Instant liveSince) {

	/**
	 * Return what the password has to match.
	 * @return the stored hash, or {@code null} for a name that does not exist
	 */
	public @Nullable String passwordHash() {
		return (this.account != null) ? this.account.passwordHash() : null;
	}

	LoginCandidate with(@Nullable Account other) {
		return new LoginCandidate(other, this.epoch, this.liveSince);
	}

}

package dev.latchkey.account;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.latchkey.account.username.Username;
import org.jspecify.annotations.Nullable;

/**
 * An account, with which a user can sign in.
 *
 * @param id random, and never used again
 * @param username in its canonical form, see {@link Username#canonical()}
 * @param passwordHash with its algorithm in front
 * @param status whether the account may be used
 * @param mustChangePassword whether the user has to choose a new password first
 * @param temporaryUntil until when that password opens a session, or {@code null} where
 * it does not expire
 * @param secondFactor whether a second factor is set up, which a login then asks for
 * @param profile what is known of the person
 * @param roles names of the roles
 * @param permissions all that the roles permit together
 */
public record Account(String id, String username, String passwordHash, AccountStatus status, boolean mustChangePassword,
		@Nullable Instant temporaryUntil, boolean secondFactor, AccountProfile profile, SortedSet<String> roles,
		SortedSet<String> permissions) {

	public Account {
		roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
		permissions = Collections.unmodifiableSortedSet(new TreeSet<>(permissions));
	}

	/**
	 * Tell whether the password was a temporary one whose time is over.
	 * @param now the present time
	 * @return whether it opens no session any more
	 */
	public boolean isPasswordExpired(Instant now) {
		return this.mustChangePassword && this.temporaryUntil != null && !now.isBefore(this.temporaryUntil);
	}

	/**
	 * Return the same account with another hash of its password.
	 * @param renewed the other hash
	 * @return the account
	 */
	public Account withPasswordHash(String renewed) {
		return new Account(this.id, this.username, renewed, this.status, this.mustChangePassword, this.temporaryUntil,
				this.secondFactor, this.profile, this.roles, this.permissions);
	}

	/**
	 * Return a text for the log, without the hash.
	 */
	@Override
	public String toString() {
		return "Account[id=%s, username=%s, status=%s, mustChangePassword=%s, roles=%s, permissions=%s]"
			.formatted(this.id, this.username, this.status, this.mustChangePassword, this.roles, this.permissions);
	}

}

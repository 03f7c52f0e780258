package dev.latchkey.session;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.github.benmanes.caffeine.cache.Interner;
import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.revocation.RevocableSession;

/**
 * One user being signed in on one device, in either mode. Little of it changes while it
 * lasts: a proof can be renewed, and a second factor be set up. A change to anything else
 * ends the session.
 *
 * @param handle its public name: 16 random bytes, base64url; opens nothing
 * @param accountId the account
 * @param username the account's name
 * @param roles the account's roles; those who have the same share one set
 * @param permissions what the roles permit; likewise
 * @param mustChangePassword whether it is good for changing the password only
 * @param epoch the revocation log's number when the login began
 * @param startedAt when it was opened
 * @param expiresAt when it ends at the latest
 * @param amr what the person had shown when the credential was issued
 * @param authTime when the person had last shown something by then; a proof that was
 * renewed since is in the directory, and in the next credential
 * @param mustSetUpFactor whether a role required a second factor then, and the account
 * had none: it is good for setting one up, and little else
 */
public record Session(String handle, String accountId, String username, SortedSet<String> roles,
		SortedSet<String> permissions, boolean mustChangePassword, long epoch, Instant startedAt, Instant expiresAt,
		AuthenticationMethods amr, Instant authTime, boolean mustSetUpFactor) implements RevocableSession {

	// a node remembers very many sessions, of few roles
	private static final Interner<SortedSet<String>> SETS = Interner.newWeakInterner();

	/**
	 * Copy and share the sets.
	 */
	public Session {
		roles = shared(roles);
		permissions = shared(permissions);
	}

	/**
	 * Return whether the session may do all that its account may.
	 * @return whether neither the password has to be changed nor a factor to be set up
	 */
	@JsonIgnore
	public boolean isFree() {
		return !this.mustChangePassword && !this.mustSetUpFactor;
	}

	/**
	 * Return the session as it is now.
	 * @param missing whether a role requires a second factor now, and there is none
	 * @return the session
	 */
	Session withFactorMissing(boolean missing) {
		return new Session(this.handle, this.accountId, this.username, this.roles, this.permissions,
				this.mustChangePassword, this.epoch, this.startedAt, this.expiresAt, this.amr, this.authTime, missing);
	}

	/**
	 * Return the session after its proof was renewed.
	 * @param shown what the person has shown by now
	 * @param provedAt when, in whole seconds
	 * @return the session
	 */
	Session withProof(AuthenticationMethods shown, Instant provedAt) {
		return new Session(this.handle, this.accountId, this.username, this.roles, this.permissions,
				this.mustChangePassword, this.epoch, this.startedAt, this.expiresAt, shown, provedAt,
				this.mustSetUpFactor);
	}

	private static SortedSet<String> shared(SortedSet<String> set) {
		return SETS.intern(Collections.unmodifiableSortedSet(new TreeSet<>(set)));
	}

}

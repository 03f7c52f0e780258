package dev.latchkey.session;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

import com.github.benmanes.caffeine.cache.Interner;
import dev.latchkey.revocation.RevocableSession;

/**
 * One user being signed in on one device, in either mode. Nothing in it changes while it
 * lasts: a change to any of it ends the session.
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
 */
public record Session(String handle, String accountId, String username, SortedSet<String> roles,
		SortedSet<String> permissions, boolean mustChangePassword, long epoch, Instant startedAt,
		Instant expiresAt) implements RevocableSession {

	// a node remembers very many sessions, of few roles
	private static final Interner<SortedSet<String>> SETS = Interner.newWeakInterner();

	/**
	 * Copy and share the sets.
	 */
	public Session {
		roles = shared(roles);
		permissions = shared(permissions);
	}

	private static SortedSet<String> shared(SortedSet<String> set) {
		return SETS.intern(Collections.unmodifiableSortedSet(new TreeSet<>(set)));
	}

}

package dev.latchkey.revocation;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A session as a view is asked for it.
 */
record AskedSession(String handle, String accountId, SortedSet<String> roles, long epoch) implements RevocableSession {

	/**
	 * Return one whose account has no roles.
	 */
	static AskedSession of(String handle, String accountId, long epoch) {
		return new AskedSession(handle, accountId, Collections.emptySortedSet(), epoch);
	}

	AskedSession with(String... names) {
		return new AskedSession(this.handle, this.accountId, new TreeSet<>(List.of(names)), this.epoch);
	}

}

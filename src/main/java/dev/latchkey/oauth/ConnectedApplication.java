package dev.latchkey.oauth;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.latchkey.application.Application;
import dev.latchkey.oauth.token.ScopeNames;

/**
 * An application that holds a grant of an account.
 *
 * @param applicationId names the registration; see
 * {@link dev.latchkey.application.Application#id()}
 * @param grantedAt when the oldest of the grants that live was given
 * @param scopes what all of them together are good for
 */
public record ConnectedApplication(String applicationId, Instant grantedAt, SortedSet<String> scopes) {

	/**
	 * Copy the scopes.
	 */
	public ConnectedApplication {
		scopes = Collections.unmodifiableSortedSet(new TreeSet<>(scopes));
	}

	/**
	 * Return what an application holds now: what it may no longer ask for, it holds no
	 * longer.
	 * @param application the application, as it is registered now
	 * @return the same with the scopes in force
	 */
	public ConnectedApplication heldBy(Application application) {
		return new ConnectedApplication(this.applicationId, this.grantedAt, ScopeNames.held(this.scopes, application));
	}

}

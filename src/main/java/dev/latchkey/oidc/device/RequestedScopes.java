package dev.latchkey.oidc.device;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.latchkey.application.OidcAccess;
import dev.latchkey.oidc.OAuthException;
import org.jspecify.annotations.Nullable;

/**
 * What an application asks for, of what it is registered for.
 *
 * @param values the scopes
 */
record RequestedScopes(SortedSet<String> values) {

	// accepted of all, and changes nothing: what is granted lives as long as its session
	private static final String OFFLINE_ACCESS = "offline_access";

	/**
	 * Read the parameter.
	 * @param scope the scopes with spaces between them; all that it is registered for
	 * where there is none (RFC 6749, 3.3)
	 * @throws OAuthException if it is not registered for one
	 */
	static RequestedScopes of(@Nullable String scope, @Nullable OidcAccess oidc) {
		SortedSet<String> registered = (oidc != null) ? new TreeSet<>(oidc.scopes()) : Collections.emptySortedSet();
		if (scope == null) {
			return new RequestedScopes(registered);
		}
		SortedSet<String> asked = new TreeSet<>();
		for (String one : scope.split(" ")) {
			if (!registered.contains(one) && !one.equals(OFFLINE_ACCESS)) {
				throw new OAuthException("invalid_scope", "The application is not registered for such a scope");
			}
			asked.add(one);
		}
		return new RequestedScopes(asked);
	}

}

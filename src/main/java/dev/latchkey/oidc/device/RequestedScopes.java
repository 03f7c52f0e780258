package dev.latchkey.oidc.device;

import java.util.SortedSet;
import java.util.TreeSet;

import dev.latchkey.application.OidcAccess;
import dev.latchkey.oidc.OAuthException;
import dev.latchkey.oidc.Scopes;
import org.jspecify.annotations.Nullable;

/**
 * What an application asks for, of what it is registered for.
 *
 * @param values the scopes
 */
record RequestedScopes(SortedSet<String> values) {

	/**
	 * Read the parameter.
	 * @param scope the scopes with spaces between them; all that it is registered for
	 * where there is none (RFC 6749, 3.3)
	 * @throws OAuthException if it is not registered for one
	 */
	static RequestedScopes of(@Nullable String scope, @Nullable OidcAccess oidc) {
		SortedSet<String> registered = (oidc != null) ? new TreeSet<>(oidc.scopes()) : new TreeSet<>();
		@Nullable SortedSet<String> asked = Scopes.of(scope);
		if (asked == null) {
			return new RequestedScopes(registered);
		}
		registered.add(Scopes.OFFLINE_ACCESS);
		if (!registered.containsAll(asked)) {
			throw new OAuthException("invalid_scope", "The application is not registered for such a scope");
		}
		return new RequestedScopes(asked);
	}

}

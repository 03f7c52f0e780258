package dev.latchkey.oidc.device;

import java.util.SortedSet;

import dev.latchkey.application.Application;
import dev.latchkey.oauth.token.ScopeNames;
import dev.latchkey.oidc.OAuthException;
import org.jspecify.annotations.Nullable;

/**
 * The scopes that an application requests, of those that it is registered for.
 *
 * @param values the scopes
 */
record RequestedScopes(SortedSet<String> values) {

	/**
	 * Read the parameter.
	 * @param scope the scopes with spaces between them; all that it is registered for
	 * where there is none (RFC 6749, 3.3)
	 * @throws OAuthException if it may not ask for one
	 */
	static RequestedScopes of(@Nullable String scope, Application application) {
		@Nullable SortedSet<String> asked = ScopeNames.parse(scope);
		SortedSet<String> askable = ScopeNames.askableBy(application);
		if (asked == null) {
			askable.remove(ScopeNames.OFFLINE_ACCESS);
			return new RequestedScopes(askable);
		}
		if (!askable.containsAll(asked)) {
			throw new OAuthException("invalid_scope", "The application is not registered for such a scope");
		}
		return new RequestedScopes(asked);
	}

}

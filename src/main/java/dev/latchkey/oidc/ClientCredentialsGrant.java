package dev.latchkey.oidc;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.latchkey.application.Application;
import dev.latchkey.application.OidcAccess;
import dev.latchkey.oauth.ApplicationGrants;
import dev.latchkey.oauth.token.GrantedTokens;
import dev.latchkey.oauth.token.ScopeNames;
import dev.latchkey.web.client.ClientForm;
import org.jspecify.annotations.Nullable;

/**
 * Gives an application a token for itself (RFC 6749, 4.4). No person is behind it, so it
 * is good for none of the scopes that are about people.
 */
class ClientCredentialsGrant implements GrantType {

	private static final Set<String> ABOUT_PEOPLE = Set.of("openid", "profile", "email", "roles",
			ScopeNames.OFFLINE_ACCESS);

	private final ApplicationGrants grants;

	ClientCredentialsGrant(ApplicationGrants grants) {
		this.grants = grants;
	}

	@Override
	public String name() {
		return "client_credentials";
	}

	@Override
	public boolean isFor(Application application) {
		@Nullable OidcAccess oidc = application.oidc();
		return oidc != null && !oidc.publicClient();
	}

	@Override
	public GrantedTokens exchange(Application application, ClientForm form) {
		Set<String> registered = new HashSet<>(Objects.requireNonNull(application.oidc()).scopes());
		registered.removeAll(ABOUT_PEOPLE);
		@Nullable SortedSet<String> wanted = ScopeNames.parse(form.get("scope"));
		if (wanted != null && !registered.containsAll(wanted)) {
			throw new OAuthException("invalid_scope", "The scope is not registered, or is about people");
		}
		return this.grants.ofApplication(application, (wanted != null) ? wanted : new TreeSet<>(registered));
	}

}

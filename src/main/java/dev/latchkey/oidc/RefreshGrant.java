package dev.latchkey.oidc;

import dev.latchkey.application.Application;
import dev.latchkey.oauth.ApplicationGrants;
import dev.latchkey.oauth.token.GrantedTokens;
import dev.latchkey.oauth.token.ScopeNames;
import dev.latchkey.web.client.ClientForm;

/**
 * Exchanges a refresh token (RFC 6749, 6). Public applications have them too.
 */
class RefreshGrant implements GrantType {

	private final ApplicationGrants grants;

	RefreshGrant(ApplicationGrants grants) {
		this.grants = grants;
	}

	@Override
	public String name() {
		return "refresh_token";
	}

	@Override
	public boolean isFor(Application application) {
		return true;
	}

	@Override
	public GrantedTokens exchange(Application application, ClientForm form) {
		return this.grants.refresh(form.require("refresh_token"), application, ScopeNames.parse(form.get("scope")));
	}

}

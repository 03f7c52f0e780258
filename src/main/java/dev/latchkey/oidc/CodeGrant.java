package dev.latchkey.oidc;

import dev.latchkey.application.Application;
import dev.latchkey.oauth.ApplicationGrants;
import dev.latchkey.oauth.token.GrantedTokens;
import dev.latchkey.web.client.ClientForm;

/**
 * Exchanges an authorization code (RFC 6749, 4.1.3), with the verifier of PKCE (RFC 7636,
 * 4.5).
 */
class CodeGrant implements GrantType {

	private final ApplicationGrants grants;

	CodeGrant(ApplicationGrants grants) {
		this.grants = grants;
	}

	@Override
	public String name() {
		return "authorization_code";
	}

	@Override
	public boolean isFor(Application application) {
		return true;
	}

	@Override
	public GrantedTokens exchange(Application application, ClientForm form) {
		return this.grants.redeem(form.require("code"), application, form.get("redirect_uri"),
				form.get("code_verifier"));
	}

}

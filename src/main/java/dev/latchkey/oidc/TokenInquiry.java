package dev.latchkey.oidc;

import java.util.List;
import java.util.Map;

import dev.latchkey.url.Issuer;

/**
 * Says where applications ask about tokens and revoke them (RFC 8414, 2): these calls are
 * in a room of their own, since applications use them without OpenID Connect too.
 */
class TokenInquiry implements ProviderFeature {

	private static final List<String> BY_SECRET = List.of("client_secret_basic", "client_secret_post");

	private static final List<String> BY_SECRET_OR_NAME = List.of("client_secret_basic", "client_secret_post", "none");

	@Override
	public Map<String, Object> metadata(Issuer issuer) {
		return Map.of("introspection_endpoint", issuer.urlOf("/oauth2/introspect"),
				"introspection_endpoint_auth_methods_supported", BY_SECRET, "revocation_endpoint",
				issuer.urlOf("/oauth2/revoke"), "revocation_endpoint_auth_methods_supported", BY_SECRET_OR_NAME);
	}

}

package dev.latchkey.oidc.authorize;

import dev.latchkey.application.Application;
import dev.latchkey.application.OidcAccess;
import dev.latchkey.oauth.token.ScopeNames;

import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Shows an application to the validators of Spring Authorization Server.
 */
final class RegisteredClients {

	private RegisteredClients() {
	}

	static RegisteredClient clientOf(Application application, OidcAccess oidc) {
		return RegisteredClient.withId(application.id())
			.clientId(application.clientId())
			.clientAuthenticationMethod(oidc.publicClient() ? ClientAuthenticationMethod.NONE
					: ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.redirectUris((uris) -> uris.addAll(oidc.redirectUris()))
			.scopes((scopes) -> scopes.addAll(oidc.scopes()))
			.scope(ScopeNames.OFFLINE_ACCESS)
			.build();
	}

}

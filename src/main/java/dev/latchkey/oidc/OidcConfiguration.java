package dev.latchkey.oidc;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ Authorization.class, AuthorizationRequests.class, AuthorizePage.class, ClientCredentialsGrant.class,
		ClientErrors.class, CodeGrant.class, DiscoveryApi.class, IdTokenHints.class, PushedRequestEndpoint.class,
		RefreshGrant.class, TokenEndpoint.class, TokenInquiry.class, UserInfoApi.class, Visitors.class })
class OidcConfiguration {

}

package dev.latchkey.oidc;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ DiscoveryApi.class, TokenEndpoint.class, ClientErrors.class })
class OidcConfiguration {

}

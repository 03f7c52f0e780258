package dev.latchkey.oauth;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ ApplicationGrants.class, ApplicationTokens.class, Consents.class })
class OauthConfiguration {

}

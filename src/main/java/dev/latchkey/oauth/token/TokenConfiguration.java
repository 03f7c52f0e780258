package dev.latchkey.oauth.token;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ ApplicationTokenVerifier.class, ApplicationTokenWriter.class, GrantedTokensWriter.class, IdTokenWriter.class,
		PersonClaims.class, TokenIssuer.class })
class TokenConfiguration {

}

package dev.latchkey.introspection;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ ApplicationsOwnTokens.class, TokenApi.class })
class IntrospectionConfiguration {

}

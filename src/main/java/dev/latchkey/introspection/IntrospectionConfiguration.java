package dev.latchkey.introspection;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ ApplicationAuthentication.class, TokenApi.class })
class IntrospectionConfiguration {

}

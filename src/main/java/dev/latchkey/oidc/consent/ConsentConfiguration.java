package dev.latchkey.oidc.consent;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(ConsentPage.class)
class ConsentConfiguration {

}

package dev.latchkey.mode;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ CookieCsrfGuard.class, CredentialCheck.class, CredentialCookies.class, CredentialResolver.class })
class ModeConfiguration {

}

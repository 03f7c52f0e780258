package dev.latchkey.oidc.logout;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ LogoutHints.class, ApplicationLogoutPage.class, LogoutRequests.class })
class LogoutConfiguration {

}

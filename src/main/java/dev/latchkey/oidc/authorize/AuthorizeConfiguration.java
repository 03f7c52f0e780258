package dev.latchkey.oidc.authorize;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ AuthorizationDecision.class, AuthorizationRequests.class, AuthorizePage.class, LoginHints.class,
		PersonPages.class, PushedRequestEndpoint.class, StepProofs.class })
class AuthorizeConfiguration {

}

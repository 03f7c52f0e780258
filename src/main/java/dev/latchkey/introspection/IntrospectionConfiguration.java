package dev.latchkey.introspection;

import dev.latchkey.account.Applications;
import dev.latchkey.throttle.Throttle;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ TokenApi.class, ApplicationsApi.class })
class IntrospectionConfiguration {

	@Bean
	ApplicationAuthentication clientAuthentication(Applications services, Throttle throttle,
			ApplicationEventPublisher events) {
		return new ApplicationAuthentication(services, throttle, events);
	}

}

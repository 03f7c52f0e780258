package dev.latchkey.introspection;

import dev.latchkey.account.Services;
import dev.latchkey.throttle.Throttle;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({ TokenApi.class, ServicesApi.class })
class IntrospectionConfiguration {

	@Bean
	ClientAuthentication clientAuthentication(Services services, Throttle throttle, ApplicationEventPublisher events) {
		return new ClientAuthentication(services, throttle, events);
	}

}

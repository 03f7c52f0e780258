package dev.latchkey.audit;

import java.time.Clock;

import dev.latchkey.audit.store.EventBuffer;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.filter.RequestContextFilter;

@Configuration(proxyBeanMethods = false)
@Import({ RedisStateListener.class, SecurityEvents.class })
class AuditConfiguration {

	/**
	 * Spring's filter, but as the outermost: other filters publish events too.
	 */
	@Bean
	FilterRegistrationBean<RequestContextFilter> requestContextFilter() {
		FilterRegistrationBean<RequestContextFilter> filter = new FilterRegistrationBean<>(new RequestContextFilter());
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
		return filter;
	}

	@Bean
	EventRecorder eventRecorder(EventBuffer buffer, MeterRegistry meters, Clock clock) {
		return new EventRecorder(new EventLog(), buffer, meters, clock);
	}

}

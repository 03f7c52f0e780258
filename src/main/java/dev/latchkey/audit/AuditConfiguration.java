package dev.latchkey.audit;

import java.time.Clock;
import java.time.Duration;

import dev.latchkey.audit.store.CountedRefusals;
import dev.latchkey.audit.store.EventBuffer;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.web.filter.RequestContextFilter;

@Configuration(proxyBeanMethods = false)
@Import({ AccountAudit.class, ApplicationAudit.class, AttemptAudit.class, ExistingNames.class, RedisStateListener.class,
		RefusalLog.class, ServerAudit.class, SessionAudit.class })
class AuditConfiguration {

	// a minute is over when it is looked at
	private static final Duration LOG_INTERVAL = Duration.ofSeconds(2);

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
	EventLog eventLog() {
		return new EventLog();
	}

	@Bean
	EventRecorder eventRecorder(EventLog log, EventBuffer buffer, CountedRefusals refusals, MeterRegistry meters,
			Clock clock) {
		return new EventRecorder(log, buffer, refusals, meters, clock);
	}

	@Bean
	SchedulingConfigurer refusalLines(RefusalLog log) {
		return (tasks) -> tasks.addFixedDelayTask(log, LOG_INTERVAL);
	}

}

package dev.latchkey.audit;

import java.time.Clock;
import java.time.Duration;

import javax.sql.DataSource;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@Import({ EventsApi.class, EventsPage.class, OwnEventsApi.class })
class AuditConfiguration {

	// a writer that hangs would keep a connection from everybody else
	private static final int LONGEST_WRITE_SECONDS = 5;

	/**
	 * Spring's own filter, but the outermost: events are published by filters too.
	 */
	@Bean
	FilterRegistrationBean<RequestContextFilter> requestContextFilter() {
		FilterRegistrationBean<RequestContextFilter> filter = new FilterRegistrationBean<>(new RequestContextFilter());
		filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
		return filter;
	}

	@Bean
	EventStore eventStore(DataSource dataSource, JdbcClient jdbc, TransactionOperations transaction,
			AuditSettings settings, Clock clock) {
		JdbcTemplate writing = new JdbcTemplate(dataSource);
		writing.setQueryTimeout(LONGEST_WRITE_SECONDS);
		return new EventStore(writing, jdbc, transaction, settings.retention(), clock);
	}

	@Bean
	EventBuffer eventBuffer(AuditSettings settings) {
		return new EventBuffer(settings.buffer());
	}

	@Bean
	EventWriter eventWriter(EventBuffer buffer, EventStore store) {
		return new EventWriter(buffer, store);
	}

	@Bean
	EventRecorder recorder(EventBuffer buffer, MeterRegistry meters, Clock clock) {
		return new EventRecorder(new EventLog(), buffer, meters, clock);
	}

	@Bean
	SecurityEvents securityEvents(EventRecorder recorder) {
		return new SecurityEvents(recorder);
	}

	@Bean
	RedisStateListener redisWatch(CircuitBreaker redisBreaker, EventRecorder recorder) {
		return new RedisStateListener(redisBreaker, recorder);
	}

	@Bean
	AuditEvents events(EventStore store, EventWriter writer) {
		return new AuditEvents(store, writer);
	}

	@Bean
	EventExport export(AuditEvents events, JsonMapper json) {
		return new EventExport(events, json);
	}

	@Bean
	WebMvcConfigurer ownActivity(AuditEvents events) {
		return new WebMvcConfigurer() {
			@Override
			public void addInterceptors(InterceptorRegistry registry) {
				registry.addInterceptor(new OwnActivity(events));
			}
		};
	}

	@Bean
	SchedulingConfigurer eventPurge(EventStore store) {
		return (tasks) -> tasks.addFixedDelayTask(store::purge, Duration.ofHours(1));
	}

}

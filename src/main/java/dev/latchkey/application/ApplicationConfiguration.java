package dev.latchkey.application;

import java.time.Duration;

import dev.latchkey.datastore.StartStep;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
@Import({ ApplicationDirectory.class, ApplicationRows.class, Applications.class })
class ApplicationConfiguration {

	private static final Duration REFRESH_INTERVAL = Duration.ofMillis(500);

	@Bean
	@Order(3)
	StartStep applicationsStart(ApplicationDirectory directory) {
		return directory::refresh;
	}

	@Bean
	SchedulingConfigurer applicationRefresh(ApplicationDirectory directory) {
		return (tasks) -> tasks.addFixedDelayTask(directory::refresh, REFRESH_INTERVAL);
	}

}

package dev.latchkey.application;

import java.time.Clock;
import java.time.Duration;

import dev.latchkey.role.RoleChanges;
import dev.latchkey.url.PublicUrl;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
@Import({ ApplicationChanges.class, ApplicationDirectory.class, ApplicationRows.class, Applications.class,
		ClientIds.class, RegistryLock.class })
class ApplicationConfiguration {

	private static final Duration REFRESH_INTERVAL = Duration.ofMillis(500);

	@Bean
	@Order(3)
	@ConditionalOnBooleanProperty(name = "latchkey.command", havingValue = false, matchIfMissing = true)
	DeclaredApplicationsStart declaredApplications(Environment environment, ApplicationRows rows, RegistryLock registry,
			RoleChanges roles, TransactionOperations transaction, ApplicationEventPublisher events, Clock clock) {
		return new DeclaredApplicationsStart(ApplicationDeclarations.in(environment), rows, registry, roles,
				transaction, events, clock);
	}

	@Bean
	@Order(4)
	DirectoryStart directoryStart(ApplicationDirectory directory, PublicUrl publicUrl) {
		return new DirectoryStart(directory, publicUrl);
	}

	@Bean
	SchedulingConfigurer applicationRefresh(ApplicationDirectory directory) {
		return (tasks) -> tasks.addFixedDelayTask(directory::refresh, REFRESH_INTERVAL);
	}

}

package dev.latchkey.session;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
@Import({ EndedAccounts.class, Endings.class, Gate.class, LastSeen.class, SessionRefresh.class, UserSessions.class })
class SessionConfiguration {

	@Bean
	SchedulingConfigurer writeBacks(LastSeen lastSeen, EndedAccounts endedAccounts, UserSessions sessions,
			SessionSettings settings) {
		return (tasks) -> {
			tasks.addFixedDelayTask(lastSeen, settings.writeBack());
			tasks.addFixedDelayTask(endedAccounts, Duration.ofMinutes(1));
			tasks.addFixedDelayTask(sessions::purge, Duration.ofMinutes(1));
		};
	}

}

package dev.latchkey.session.seen;

import dev.latchkey.session.SessionSettings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
@Import({ LastSeen.class, LastSeenRows.class })
class LastSeenConfiguration {

	@Bean
	SchedulingConfigurer lastSeenWriteBack(LastSeen lastSeen, SessionSettings settings) {
		return (tasks) -> tasks.addFixedDelayTask(lastSeen, settings.writeBack());
	}

}

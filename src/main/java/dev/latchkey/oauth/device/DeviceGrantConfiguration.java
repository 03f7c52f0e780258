package dev.latchkey.oauth.device;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
@Import({ DeviceAuthorizationRows.class, DeviceAuthorizations.class, DeviceGrants.class })
class DeviceGrantConfiguration {

	@Bean
	SchedulingConfigurer deviceAuthorizationPurge(DeviceAuthorizationRows rows) {
		return (tasks) -> tasks.addFixedDelayTask(rows::purge, Duration.ofMinutes(1));
	}

}

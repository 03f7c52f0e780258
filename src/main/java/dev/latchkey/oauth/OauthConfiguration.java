package dev.latchkey.oauth;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
@Import({ ApplicationGrants.class, ApplicationTokens.class, Consents.class, GrantedSessions.class,
		PushedRequests.class })
class OauthConfiguration {

	@Bean
	SchedulingConfigurer pushedRequestPurge(PushedRequests requests) {
		return (tasks) -> tasks.addFixedDelayTask(requests::purge, Duration.ofMinutes(1));
	}

}

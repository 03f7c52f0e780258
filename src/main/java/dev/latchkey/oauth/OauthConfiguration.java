package dev.latchkey.oauth;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
@Import({ ApplicationConsents.class, ApplicationEndings.class, ApplicationGrants.class, ApplicationTokens.class,
		CodeExchange.class, ConnectedApplications.class, ConsentRows.class, GrantAnnouncement.class,
		GrantEndingRows.class, GrantEndings.class, GrantOpening.class, GrantRefresh.class, GrantRows.class,
		GrantSessions.class, GrantedSessions.class, NewGrantRows.class, RefreshTokenInspection.class })
class OauthConfiguration {

	@Bean
	PushedRequests pushedRequests(JdbcClient jdbc, JdbcOperations batches) {
		return new PushedRequests(jdbc, batches, PushedRequests.MOST);
	}

	@Bean
	SchedulingConfigurer grantPurge(GrantRows grants) {
		return (tasks) -> tasks.addFixedDelayTask(grants::purge, Duration.ofMinutes(1));
	}

	@Bean
	SchedulingConfigurer pushedRequestPurge(PushedRequests requests) {
		return (tasks) -> tasks.addFixedDelayTask(requests::purge, Duration.ofMinutes(1));
	}

}

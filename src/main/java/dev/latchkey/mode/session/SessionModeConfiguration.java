package dev.latchkey.mode.session;

import java.time.Clock;
import java.time.Duration;

import dev.latchkey.mode.CredentialCookies;
import dev.latchkey.session.SessionSettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
@Profile("session")
class SessionModeConfiguration {

	private static final int NEAR = 100_000;

	private static final int BURIED = 10_000;

	@Bean
	RedisSessions redisSessions(RedisConnectionFactory connections, CircuitBreaker redisBreaker,
			@Value("${spring.data.redis.timeout}") Duration timeout) {
		return new RedisSessions(new RedisPipeline(connections, redisBreaker, timeout));
	}

	@Bean
	SessionCache nearSessions(RedisSessions sessions) {
		return new SessionCache(sessions, NEAR, BURIED);
	}

	@Bean
	SessionMode sessionMode(SessionCache sessions, CredentialCookies cookies, SessionSettings settings, Clock clock) {
		return new SessionMode(sessions, cookies, settings, clock);
	}

	@Bean
	RedisTombstones endedSessions(RedisSessions sessions) {
		return new RedisTombstones(sessions);
	}

	@Bean
	RedisLastSeen seenSessions(RedisSessions sessions) {
		return new RedisLastSeen(sessions);
	}

	@Bean
	SchedulingConfigurer lateTouches(RedisLastSeen seen, SessionSettings settings) {
		return (tasks) -> tasks.addFixedDelayTask(seen::catchUp, settings.writeBack());
	}

}

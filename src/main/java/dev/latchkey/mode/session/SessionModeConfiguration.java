package dev.latchkey.mode.session;

import java.time.Clock;

import dev.latchkey.mode.CredentialCookies;
import dev.latchkey.session.SessionSettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.data.redis.core.StringRedisTemplate;

@Configuration(proxyBeanMethods = false)
@Profile("session")
class SessionModeConfiguration {

	@Bean
	RedisSessions redisSessions(StringRedisTemplate redis, CircuitBreaker redisBreaker) {
		// not the web's mapper: what is stored must not change with how answers look
		return new RedisSessions(redis, redisBreaker, JsonMapper.builder().build());
	}

	@Bean
	SessionMode sessionMode(RedisSessions sessions, CredentialCookies cookies, SessionSettings settings, Clock clock) {
		return new SessionMode(sessions, cookies, settings, clock);
	}

	@Bean
	EndedSessions endedSessions(RedisSessions sessions) {
		return new EndedSessions(sessions);
	}

}

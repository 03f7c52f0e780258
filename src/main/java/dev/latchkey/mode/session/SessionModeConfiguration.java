package dev.latchkey.mode.session;

import java.time.Clock;
import java.time.Duration;

import dev.latchkey.session.SessionSettings;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
@Profile("session")
@Import({ RedisLastSeen.class, RedisTombstones.class, SessionMacs.class, SessionMode.class, SessionsByHandle.class })
class SessionModeConfiguration {

	private static final int CACHED_SESSIONS = 100_000;

	private static final int CACHED_TOMBSTONES = 10_000;

	@Bean
	RedisPipeline sessionPipeline(RedisConnectionFactory connections, CircuitBreaker redisBreaker,
			@Value("${spring.data.redis.timeout}") Duration timeout) {
		return new RedisPipeline(connections, redisBreaker, timeout);
	}

	@Bean
	RedisSessions redisSessions(RedisPipeline redis, SessionMacs macs, SessionSettings settings, Clock clock) {
		return new RedisSessions(redis, macs, settings.idleTimeout(), clock);
	}

	@Bean
	SessionCache sessionCache(RedisSessions sessions) {
		return new SessionCache(sessions, CACHED_SESSIONS, CACHED_TOMBSTONES);
	}

	@Bean
	SessionStoreHealthIndicator sessionStoreHealthIndicator(RedisPipeline redis) {
		return new SessionStoreHealthIndicator(redis, System::nanoTime);
	}

	@Bean
	SchedulingConfigurer lastSeenCatchUp(RedisLastSeen seen, SessionSettings settings) {
		return (tasks) -> tasks.addFixedDelayTask(seen::catchUp, settings.writeBack());
	}

}

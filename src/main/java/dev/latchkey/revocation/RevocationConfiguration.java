package dev.latchkey.revocation;

import java.time.Clock;
import java.time.Duration;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

@Configuration(proxyBeanMethods = false)
@Import({ DenyList.class, LogPosition.class, NodeAcknowledgements.class, NodeLeases.class, NodeLifecycle.class,
		RevocationBroadcast.class, RevocationMetrics.class, RevocationPush.class, Revocations.class })
class RevocationConfiguration {

	@Bean
	NodeId nodeId() {
		return NodeId.next();
	}

	@Bean
	RevocationView revocationView(RevocationSettings settings) {
		return new RevocationView(settings.maxStaleness(), System::nanoTime);
	}

	@Bean(initMethod = "check")
	InstallationCheck installationCheck(JdbcClient jdbc, StringRedisTemplate redis, CircuitBreaker redisBreaker) {
		return new InstallationCheck(jdbc, redis, redisBreaker);
	}

	@Bean
	LogPull logPull(NodeId node, InstallationCheck installation, Revocations revocations, NodeLeases leases,
			RevocationView view, LogPosition progress, RevocationMetrics metrics, ApplicationEventPublisher events,
			RevocationSettings settings, Clock clock) {
		return new LogPull(node, revocations, leases, view, progress, metrics, events, settings.maxStaleness(), clock,
				System::nanoTime);
	}

	@Bean
	ThreadPoolTaskExecutor revocationListening() {
		// one thread: messages are handled in the order in which they come
		ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
		executor.setCorePoolSize(1);
		executor.setMaxPoolSize(1);
		executor.setThreadNamePrefix("revocations-");
		executor.setDaemon(true);
		return executor;
	}

	@Bean(initMethod = "listen")
	RedisChannel revocationChannel(RedisConnectionFactory connections, StringRedisTemplate redis,
			CircuitBreaker redisBreaker, ThreadPoolTaskExecutor revocationListening) {
		return new RedisChannel(connections, redis, redisBreaker, revocationListening, System::nanoTime);
	}

	@Bean
	SchedulingConfigurer feeds(LogPull pull, RevocationPush push, RedisChannel channel, DenyList denyList,
			RevocationBroadcast broadcast, RevocationSettings settings) {
		return (tasks) -> {
			tasks.addFixedDelayTask(pull, settings.pullInterval());
			tasks.addFixedDelayTask(channel::listen, settings.pullInterval());
			tasks.addFixedDelayTask(push::acknowledge, settings.pullInterval());
			tasks.addFixedDelayTask(denyList::catchUp, settings.pullInterval());
			tasks.addFixedDelayTask(pull::purge, Duration.ofMinutes(1));
			tasks.addFixedDelayTask(broadcast::purge, Duration.ofMinutes(1));
		};
	}

}

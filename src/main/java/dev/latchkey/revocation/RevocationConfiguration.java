package dev.latchkey.revocation;

import java.time.Clock;
import java.time.Duration;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class RevocationConfiguration {

	// a new name with each start: what an earlier life has acknowledged does not count
	private final String node = RandomId.next();

	@Bean
	Revocations revocations(JdbcClient jdbc, JdbcOperations batches, TransactionOperations transaction, Clock clock) {
		return new Revocations(jdbc, batches, transaction, clock);
	}

	@Bean
	RevocationView revocationView(RevocationSettings settings) {
		return new RevocationView(settings.maxStaleness(), System::nanoTime);
	}

	@Bean
	RevocationMetrics revocationMetrics(MeterRegistry meters, RevocationView view, Clock clock) {
		return new RevocationMetrics(meters, view, clock);
	}

	@Bean(initMethod = "check")
	InstallationCheck installation(JdbcClient jdbc, StringRedisTemplate redis, CircuitBreaker redisBreaker) {
		return new InstallationCheck(jdbc, redis, redisBreaker);
	}

	@Bean
	NodeLeases leases(JdbcClient jdbc) {
		return new NodeLeases(jdbc);
	}

	@Bean
	LogPosition progress(RevocationView view) {
		return new LogPosition(view);
	}

	@Bean
	NodeLifecycle participation(LogPull pull) {
		return new NodeLifecycle(pull);
	}

	@Bean
	LogPull pull(InstallationCheck installation, Revocations revocations, NodeLeases leases, RevocationView view,
			LogPosition progress, RevocationMetrics metrics, ApplicationEventPublisher events,
			RevocationSettings settings, Clock clock) {
		return new LogPull(this.node, revocations, leases, view, progress, metrics, events, settings.maxStaleness(),
				clock, System::nanoTime);
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
	NodeAcknowledgements acknowledgements() {
		return new NodeAcknowledgements();
	}

	@Bean
	RevocationPush push(NodeChannel channel, LogPosition progress, LogPull pull, NodeAcknowledgements acknowledgements,
			RevocationMetrics metrics) {
		return new RevocationPush(this.node, channel, progress, pull, acknowledgements, metrics);
	}

	@Bean
	DenyList denyList(StringRedisTemplate redis, CircuitBreaker redisBreaker, Revocations revocations,
			LogPosition progress, Clock clock) {
		return new DenyList(redis, redisBreaker, revocations, progress, clock);
	}

	@Bean
	RevocationBroadcast broadcast(Revocations revocations, NodeLeases leases, LogPosition progress, LogPull pull,
			RevocationPush push, DenyList denyList, NodeAcknowledgements acknowledgements, RevocationMetrics metrics) {
		return new RevocationBroadcast(this.node, revocations, leases, progress, pull, push, denyList, acknowledgements,
				metrics);
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

package dev.latchkey.revocation;

import java.time.Clock;
import java.time.Duration;

import dev.latchkey.datastore.StartStep;
import dev.latchkey.revocation.installation.InstallationCheck;
import dev.latchkey.revocation.installation.InstallationId;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

@Configuration(proxyBeanMethods = false)
@Import({ AuthenticatedChannel.class, DenyListEntries.class, DenyListHead.class, EndedRoleRows.class, LogPosition.class,
		LogWatch.class, NodeAcknowledgements.class, NodeLeases.class, NodeLifecycle.class, RevocationBroadcast.class,
		RevocationLog.class, RevocationMetrics.class, Revocations.class })
class RevocationConfiguration {

	private static final Duration PURGE_INTERVAL = Duration.ofMinutes(1);

	@Bean
	NodeId nodeId() {
		return NodeId.next();
	}

	@Bean
	RevocationView revocationView(RevocationSettings settings) {
		return new RevocationView(settings.maxStaleness(), System::nanoTime);
	}

	@Bean
	LeaseHealthIndicator leaseHealthIndicator(RevocationView view) {
		return new LeaseHealthIndicator(view);
	}

	@Bean
	KnownNodes knownNodes(NodeId node, NodeLeases leases) {
		return new KnownNodes(node, leases, System::nanoTime);
	}

	@Bean
	LogPull logPull(NodeId node, RevocationLog log, NodeLeases leases, KnownNodes knownNodes, RevocationView view,
			LogPosition position, RevocationMetrics metrics, RevocationSettings settings, Clock clock) {
		return new LogPull(node, log, leases, knownNodes, view, position, metrics, settings.maxStaleness(), clock,
				System::nanoTime);
	}

	@Bean
	RevocationPush revocationPush(NodeId node, AuthenticatedChannel channel, LogPosition position, LogPull pull,
			NodeAcknowledgements acknowledgements, KnownNodes knownNodes, RefusedMessages refused,
			RevocationMetrics metrics) {
		return new RevocationPush(node, channel, position, pull, acknowledgements, knownNodes, refused, metrics,
				System::nanoTime);
	}

	@Bean
	DenyList denyList(DenyListHead head, DenyListEntries entries, RevocationLog log, LogPosition position) {
		return new DenyList(head, entries, log, position, System::nanoTime);
	}

	@Bean
	RefusedMessages refusedMessages(MeterRegistry meters) {
		return new RefusedMessages(meters, System::nanoTime);
	}

	@Bean
	ConfirmationTimes confirmations(RevocationMetrics metrics, NodeId node, JdbcClient jdbc, Clock clock) {
		return new ConfirmationTimes(metrics.confirmations(), node, jdbc, clock);
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

	@Bean
	RedisChannel revocationChannel(InstallationId installation, RedisConnectionFactory connections,
			StringRedisTemplate redis, CircuitBreaker redisBreaker, ThreadPoolTaskExecutor revocationListening) {
		return new RedisChannel(installation, connections, redis, redisBreaker, revocationListening, System::nanoTime);
	}

	@Bean
	@Order(0)
	ClockCheck clockCheck(JdbcClient jdbc, Clock clock) {
		return new ClockCheck(jdbc, clock);
	}

	/**
	 * Take part, when nothing else is left to do: subscribe, then read the log.
	 */
	@Bean
	StartStep nodeStart(RedisChannel channel, LogPull pull) {
		return () -> {
			channel.listen();
			pull.start();
		};
	}

	@Bean
	SchedulingConfigurer revocationFeeds(LogWatch watch, RevocationPush push, RedisChannel channel, DenyList denyList,
			InstallationCheck installation, RevocationSettings settings) {
		return (tasks) -> {
			tasks.addFixedDelayTask(installation::checkAgain, settings.pullInterval());
			tasks.addFixedDelayTask(watch, settings.pullInterval());
			tasks.addFixedDelayTask(channel::listen, settings.pullInterval());
			tasks.addFixedDelayTask(push::acknowledge, settings.pullInterval());
			tasks.addFixedDelayTask(denyList::catchUp, settings.pullInterval());
		};
	}

	@Bean
	SchedulingConfigurer revocationPurges(RevocationView view, RevocationLog log, NodeLeases leases,
			RevocationBroadcast broadcast, ConfirmationTimes confirmations, Clock clock) {
		return (tasks) -> {
			tasks.addFixedDelayTask(confirmations::write, Duration.ofSeconds(15));
			tasks.addFixedDelayTask(confirmations::purge, Duration.ofHours(1));
			tasks.addFixedDelayTask(() -> view.purge(clock.instant()), PURGE_INTERVAL);
			tasks.addFixedDelayTask(log::purge, PURGE_INTERVAL);
			tasks.addFixedDelayTask(leases::purge, PURGE_INTERVAL);
			tasks.addFixedDelayTask(broadcast::purge, PURGE_INTERVAL);
		};
	}

}

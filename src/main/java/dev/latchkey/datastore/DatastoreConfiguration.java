package dev.latchkey.datastore;

import java.time.Duration;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.task.ThreadPoolTaskSchedulerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatastoreSettings.class)
@Import({ DatabaseStart.class, MigrationDataSource.class, PoolerDetection.class })
class DatastoreConfiguration {

	// how soon after the return of Redis a node receives pushed revocations again
	private static final Duration RECONNECT_DELAY = Duration.ofMillis(300);

	private static final Duration COMMAND_TIMEOUT = Duration.ofMillis(400);

	/**
	 * The circuit breaker for all commands to Redis. A Redis that hangs costs the first
	 * few requests a timeout each, and the others nothing; the breaker tries it twice a
	 * second.
	 */
	@Bean
	CircuitBreaker redisBreaker() {
		return CircuitBreaker.of("redis",
				CircuitBreakerConfig.custom()
					.slidingWindow(10, 4, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
					.failureRateThreshold(50)
					.waitDurationInOpenState(Duration.ofMillis(500))
					.permittedNumberOfCallsInHalfOpenState(1)
					.recordExceptions(DataAccessException.class)
					.build());
	}

	/**
	 * Let commands fail at once while Redis is away. Lettuce would queue them, and their
	 * callers would wait.
	 */
	@Bean
	LettuceClientOptionsBuilderCustomizer rejectWhileDisconnected() {
		return (builder) -> builder.autoReconnect(true).disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
	}

	@Bean
	RareLog rareLog() {
		return new RareLog(System::nanoTime);
	}

	@Bean
	ThreadPoolTaskSchedulerCustomizer logScheduledFailuresRarely(RareLog rare) {
		return (scheduler) -> scheduler.setErrorHandler(new ScheduledFailureLog(rare));
	}

	/**
	 * Close connections to a Redis that does not answer or cannot be used, and reconnect
	 * at a fixed interval. Lettuce would keep them, and would reconnect at ever longer
	 * intervals, up to 30 seconds.
	 */
	@Bean
	ClientResourcesBuilderCustomizer reconnectSoon(Environment environment, RareLog rare) {
		Duration timeout = Binder.get(environment)
			.bind("spring.data.redis.timeout", Duration.class)
			.orElse(COMMAND_TIMEOUT);
		// by then all waiting commands have timed out
		Duration patience = timeout.multipliedBy(2);
		return (builder) -> builder.reconnectDelay(Delay.constant(RECONNECT_DELAY))
			.nettyCustomizer(new NettyCustomizer() {

				@Override
				public void afterChannelInitialized(Channel channel) {
					channel.pipeline().addFirst(new StalledConnectionHandler(patience));
					// last, where commands come by before they are encoded
					channel.pipeline().addLast(new UnusableConnectionHandler(rare));
				}

			});
	}

	/**
	 * Leave the migration to {@link DatabaseStart}, which can wait for the database.
	 */
	@Bean
	FlywayMigrationStrategy noMigrationYet() {
		return (flyway) -> {
		};
	}

	@Bean
	static PostgresTimeouts postgresTimeouts() {
		return new PostgresTimeouts();
	}

	@Bean
	static PoolEviction poolEviction() {
		return new PoolEviction();
	}

}

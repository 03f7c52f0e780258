package dev.latchkey.embedded;

import java.time.Duration;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * The embedded servers, and how the clients behave when a server is away. An
 * auto-configuration, because only those come late enough to see that a test has brought
 * its own server ({@code @ServiceConnection}). The servers are lazy: a context that asks
 * for none starts none, and locks nothing.
 */
@AutoConfiguration(before = { DataRedisAutoConfiguration.class, DataSourceAutoConfiguration.class })
class EmbeddedConfiguration {

	// the node hears of a revocation by push again this soon after Redis is back
	private static final Duration RECONNECT_DELAY = Duration.ofMillis(300);

	private static final Duration COMMAND_TIMEOUT = Duration.ofMillis(400);

	@Bean
	@Lazy
	DataDirectory dataDirectory(Environment environment) {
		return DataDirectory.lock(DataDirectory.path(environment));
	}

	@Bean
	@Lazy
	@Conditional(OnNoExternalServerCondition.Redis.class)
	@ConditionalOnMissingBean(DataRedisConnectionDetails.class)
	EmbeddedRedis embeddedRedis(DataDirectory dataDirectory) {
		return EmbeddedRedis.start(dataDirectory);
	}

	@Bean
	@Lazy
	@Conditional(OnNoExternalServerCondition.Database.class)
	@ConditionalOnMissingBean(JdbcConnectionDetails.class)
	EmbeddedDatabase embeddedDatabase(DataDirectory dataDirectory) {
		return new EmbeddedDatabase(dataDirectory);
	}

	/**
	 * Let commands fail at once while Redis is away. Lettuce would keep them for later,
	 * and their callers with them.
	 */
	@Bean
	LettuceClientOptionsBuilderCustomizer rejectWhileDisconnected() {
		return (builder) -> builder.autoReconnect(true).disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
	}

	/**
	 * Hang up on a Redis that does not answer, and look for it at a steady pace. Lettuce
	 * would stay on the line, and look for a lost one at ever longer intervals, up to 30
	 * seconds.
	 */
	@Bean
	ClientResourcesBuilderCustomizer reconnectSoon(Environment environment) {
		Duration timeout = Binder.get(environment)
			.bind("spring.data.redis.timeout", Duration.class)
			.orElse(COMMAND_TIMEOUT);
		// no command waits for an answer any more by then
		Duration patience = timeout.multipliedBy(2);
		return (builder) -> builder.reconnectDelay(Delay.constant(RECONNECT_DELAY))
			.nettyCustomizer(new NettyCustomizer() {

				@Override
				public void afterChannelInitialized(Channel channel) {
					channel.pipeline().addFirst(new StalledConnectionHandler(patience));
				}

			});
	}

	@Bean
	static PostgresTimeouts postgresTimeouts() {
		return new PostgresTimeouts();
	}

	@Bean
	MigrationDataSource patientMigrations() {
		return new MigrationDataSource();
	}

}

package dev.latchkey.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.datastore.ClientTimeouts;
import dev.latchkey.embedded.redis.EmbeddedRedis;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.cluster.ClusterClientOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is configured replaces what is embedded. The servers need not be there: a client
 * connects only when it is used.
 */
class ExternalServersTests {

	private static final String KEY = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=";

	@TempDir
	Path directory;

	private ApplicationContextRunner runner;

	@BeforeEach
	void setUp() {
		this.runner = new ApplicationContextRunner()
			.withInitializer((context) -> new EmbeddedDefaults().postProcessEnvironment(context.getEnvironment(),
					new SpringApplication()))
			.withInitializer((context) -> new ClientTimeouts().postProcessEnvironment(context.getEnvironment(),
					new SpringApplication()))
			.withPropertyValues("latchkey.data-dir=" + this.directory.resolve("data"), "latchkey.master-key=" + KEY)
			.withConfiguration(AutoConfigurations.of(EmbeddedConfiguration.class,
					ClassUtils.resolveClassName("dev.latchkey.embedded.redis.EmbeddedRedisConfiguration", null),
					DataRedisAutoConfiguration.class, DataSourceAutoConfiguration.class))
			.withUserConfiguration(Clients.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "host=redis", "port=6380", "url=redis://redis:6379", "password=secret",
			"sentinel.master=m,sentinel.nodes=a:26379", "cluster.nodes=a:6379,cluster.max-redirects=3" })
	void takeThePlaceOfTheEmbeddedRedis(String settings) {
		this.runner.withPropertyValues(prefixed(settings)).run((context) -> {
			assertThat(context).hasNotFailed().doesNotHaveBean(EmbeddedRedis.class);
			assertFailsFast(context.getBean(LettuceConnectionFactory.class));
			assertThat(RedisProcesses.below(ProcessHandle.current())).isEmpty();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "host=", "sentinel.nodes=", "cluster.nodes=", "timeout=1s", "connect-timeout=1s" })
	void areNotMeantByABlankSettingOrATimeout(String settings) {
		this.runner.withPropertyValues(prefixed(settings))
			.run((context) -> assertThat(context).hasSingleBean(EmbeddedRedis.class));
	}

	@Test
	void areAskedForTheTopologyOfACluster() {
		this.runner.withPropertyValues("spring.data.redis.cluster.nodes=a:6379").run((context) -> {
			ClusterClientOptions options = (ClusterClientOptions) options(
					context.getBean(LettuceConnectionFactory.class));
			assertThat(options.getTopologyRefreshOptions().getRefreshPeriod()).isEqualTo(Duration.ofSeconds(2));
			assertThat(options.getTopologyRefreshOptions().getAdaptiveRefreshTriggers()).isNotEmpty();
		});
	}

	@Test
	void takeThePlaceOfTheEmbeddedRedisAlsoAsAServiceConnection() {
		this.runner.withConfiguration(AutoConfigurations.of(Brought.class))
			.run((context) -> assertThat(context).hasSingleBean(DataRedisConnectionDetails.class)
				.doesNotHaveBean(EmbeddedRedis.class));
	}

	@Test
	void takeThePlaceOfTheEmbeddedDatabaseAlsoAsAServiceConnection() {
		this.runner.withConfiguration(AutoConfigurations.of(Brought.class)).run((context) -> {
			assertThat(context).hasSingleBean(JdbcConnectionDetails.class).doesNotHaveBean(EmbeddedDatabase.class);
			assertThat(context.getBean(HikariDataSource.class).getDataSourceProperties()).containsEntry("socketTimeout",
					"1");
		});
	}

	@Test
	void takeThePlaceOfTheEmbeddedDatabase() {
		this.runner.withPropertyValues("spring.datasource.url=jdbc:postgresql://db/latchkey").run((context) -> {
			assertThat(context).doesNotHaveBean(EmbeddedDatabase.class);
			HikariDataSource pool = context.getBean(HikariDataSource.class);
			assertThat(pool.getConnectionTimeout()).isEqualTo(800);
			assertThat(pool.getValidationTimeout()).isEqualTo(250);
			assertThat(pool.getDataSourceProperties()).containsEntry("socketTimeout", "1")
				.containsEntry("connectTimeout", "1");
		});
	}

	@Test
	void keepTheTimeoutsThatAreConfigured() {
		this.runner
			.withPropertyValues("spring.datasource.url=jdbc:postgresql://db/latchkey",
					"spring.datasource.hikari.connection-timeout=5000",
					"spring.datasource.hikari.data-source-properties.socketTimeout=7", "spring.data.redis.host=redis",
					"spring.data.redis.timeout=3s")
			.run((context) -> {
				HikariDataSource pool = context.getBean(HikariDataSource.class);
				assertThat(pool.getConnectionTimeout()).isEqualTo(5000);
				assertThat(pool.getDataSourceProperties()).containsEntry("socketTimeout", "7");
				assertThat(context.getBean(LettuceConnectionFactory.class).getTimeout()).isEqualTo(3000);
			});
	}

	@Test
	void leaveTheDataDirectoryAlone() {
		this.runner
			.withPropertyValues("spring.datasource.url=jdbc:postgresql://db/latchkey", "spring.data.redis.host=redis")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(this.directory.resolve("data")).doesNotExist();
			});
	}

	@Test
	void canBeMixedWithEmbeddedOnes() {
		this.runner.withPropertyValues("spring.data.redis.host=redis")
			.run((context) -> assertThat(context.getBean(HikariDataSource.class).getJdbcUrl())
				.startsWith("jdbc:h2:file:" + this.directory.resolve("data"))
				.contains("WRITE_DELAY=0"));
	}

	private static void assertFailsFast(LettuceConnectionFactory factory) {
		ClientOptions options = options(factory);
		assertThat(options.getDisconnectedBehavior()).isEqualTo(DisconnectedBehavior.REJECT_COMMANDS);
		assertThat(options.isAutoReconnect()).isTrue();
		assertThat(options.getSocketOptions().getConnectTimeout()).isEqualTo(Duration.ofMillis(400));
		assertThat(factory.getTimeout()).isEqualTo(400);
		assertThat(factory.getClientResources().reconnectDelay().createDelay(100))
			.isLessThanOrEqualTo(Duration.ofMillis(500));
	}

	private static ClientOptions options(LettuceConnectionFactory factory) {
		return factory.getClientConfiguration().getClientOptions().orElseThrow();
	}

	private static String[] prefixed(String settings) {
		return Arrays.stream(settings.split(","))
			.map((setting) -> "spring.data.redis." + setting)
			.toArray(String[]::new);
	}

	/**
	 * Brings its servers as {@code @ServiceConnection} does: in an auto-configuration.
	 */
	@AutoConfiguration(before = EmbeddedConfiguration.class)
	static class Brought {

		@Bean
		DataRedisConnectionDetails redis() {
			return new DataRedisConnectionDetails() {

				@Override
				public Standalone getStandalone() {
					return Standalone.of("brought", 6379);
				}

			};
		}

		@Bean
		JdbcConnectionDetails database() {
			return new JdbcConnectionDetails() {

				@Override
				public String getJdbcUrl() {
					return "jdbc:postgresql://brought/latchkey";
				}

				@Override
				public String getUsername() {
					return "brought";
				}

				@Override
				public String getPassword() {
					return "brought";
				}

			};
		}

	}

	/**
	 * The configuration of the clients, which is hidden in its package.
	 */
	@Configuration(proxyBeanMethods = false)
	@ComponentScan("dev.latchkey.datastore")
	static class Clients {

	}

}

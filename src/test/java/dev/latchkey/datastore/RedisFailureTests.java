package dev.latchkey.datastore;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.latchkey.harness.Ports;
import dev.latchkey.harness.RedisNode;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.SocketOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What a real client throws, in words.
 */
class RedisFailureTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static RedisNode redis;

	private final RedisStandaloneConfiguration address = new RedisStandaloneConfiguration("127.0.0.1", redis.port());

	@BeforeAll
	static void start() {
		redis = new RedisNode("save \"\"\n");
	}

	@AfterAll
	static void stop() {
		redis.close();
	}

	@BeforeEach
	void open() {
		assertThat(catchThrowable(() -> use(this.address, false))).isNull();
	}

	@Test
	void nothingListensThere() {
		this.address.setPort(Ports.free());
		assertDescription("cannot be reached.");
	}

	@Test
	void theHostIsUnknown() {
		this.address.setHostName("no-such-host.invalid");
		assertDescription("cannot be reached: the name of its host is not known.");
	}

	@Test
	void thePasswordIsWrongOrMissing() {
		try (RedisNode closed = new RedisNode("save \"\"\n")) {
			closed.call("CONFIG SET requirepass right");
			this.address.setPort(closed.port());
			assertDescription("does not accept this user and password.");
			this.address.setPassword("wrong");
			assertDescription("does not accept this user and password.");
		}
	}

	@Test
	void aRedisWithoutTlsIsAskedForIt() {
		// it waits for more, so that the client sees no more than a timeout
		assertThat(RedisFailure.of(catchThrowable(() -> use(this.address, true))).action())
			.contains("spring.data.redis.ssl.enabled");
	}

	@Test
	void aRedisWithTlsIsAskedWithoutIt() throws IOException {
		// what OpenSSL says to a client that does not begin with a handshake: an alert
		byte[] alert = { 0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46 };
		try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> {
				try (Socket client = server.accept()) {
					client.getInputStream().read();
					client.getOutputStream().write(alert);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			});
			this.address.setPort(server.getLocalPort());
			assertThat(RedisFailure.of(catchThrowable(() -> use(this.address, false))).action())
				.contains("spring.data.redis.ssl.enabled");
			assertThat(answered).succeedsWithin(TIMEOUT);
		}
	}

	@Test
	void theNumberOfTheDatabaseIsTooHigh() {
		this.address.setDatabase(99);
		assertDescription("has no database of this number.");
	}

	@Test
	void itIsAReplica() {
		try (RedisNode replica = new RedisNode("replicaof 127.0.0.1 " + redis.port() + "\n")) {
			this.address.setPort(replica.port());
			assertDescription("is read-only: a replica.");
		}
	}

	@Test
	void itIsNoCluster() {
		RedisClusterConfiguration cluster = new RedisClusterConfiguration(List.of("127.0.0.1:" + redis.port()));
		assertThat(RedisFailure.of(catchThrowable(() -> use(cluster, false))).description())
			.isEqualTo("is no Cluster.");
	}

	@Test
	void itIsACluster() {
		try (RedisNode member = new RedisNode("cluster-enabled yes\n")) {
			this.address.setPort(member.port());
			assertDescription("is a Cluster that is not complete.");
		}
	}

	private void assertDescription(String description) {
		assertThat(RedisFailure.of(catchThrowable(() -> use(this.address, false))).description())
			.isEqualTo(description);
	}

	private static void use(RedisConfiguration configuration, boolean tls) {
		LettuceClientConfiguration.LettuceClientConfigurationBuilder client = LettuceClientConfiguration.builder()
			.commandTimeout(TIMEOUT.multipliedBy(2))
			.clientOptions(ClientOptions.builder()
				.socketOptions(SocketOptions.builder().connectTimeout(TIMEOUT).build())
				.build())
			.shutdownTimeout(Duration.ZERO);
		if (tls) {
			client.useSsl();
		}
		LettuceConnectionFactory connections = (configuration instanceof RedisClusterConfiguration cluster)
				? new LettuceConnectionFactory(cluster, client.build())
				: new LettuceConnectionFactory((RedisStandaloneConfiguration) configuration, client.build());
		connections.afterPropertiesSet();
		connections.start();
		try {
			new StringRedisTemplate(connections).opsForValue().set("key", "value");
		}
		finally {
			connections.destroy();
		}
	}

}

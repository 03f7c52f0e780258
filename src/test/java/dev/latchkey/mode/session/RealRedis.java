package dev.latchkey.mode.session;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

import dev.latchkey.harness.RawRedis;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import dev.latchkey.session.Session;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import org.awaitility.Awaitility;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.session.MapSession;

/**
 * A Redis of the test's own, the sessions in it, and a look at it past them.
 */
final class RealRedis implements AutoCloseable {

	static final Duration TIMEOUT = Duration.ofMillis(500);

	// as it is written: Redis has milliseconds
	static final Instant LOGIN = Instant.now().truncatedTo(ChronoUnit.MILLIS);

	static final Duration IDLE = Duration.ofMinutes(30);

	final Server server = TestServers.redis();

	final RawRedis raw = new RawRedis(this.server);

	final CircuitBreaker breaker = CircuitBreaker.ofDefaults("redis");

	final RedisSessions sessions;

	private final LettuceConnectionFactory connections;

	RealRedis() {
		this.connections = new LettuceConnectionFactory(
				new RedisStandaloneConfiguration("127.0.0.1", this.server.port()),
				LettuceClientConfiguration.builder()
					.commandTimeout(TIMEOUT)
					.clientOptions(
							ClientOptions.builder().disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS).build())
					.build());
		this.connections.afterPropertiesSet();
		this.connections.start();
		this.sessions = new RedisSessions(new RedisPipeline(this.connections, this.breaker, TIMEOUT));
	}

	/**
	 * Write some sessions.
	 * @return their handles; the id of each is the same after {@code id-of-}
	 */
	List<String> save(String prefix, int count) {
		List<String> handles = IntStream.range(0, count).mapToObj((i) -> prefix + "-" + i).toList();
		handles.forEach((handle) -> this.sessions.save(session(handle)));
		return handles;
	}

	static MapSession session(String handle) {
		MapSession session = new MapSession("id-of-" + handle);
		session.setCreationTime(LOGIN);
		session.setLastAccessedTime(LOGIN);
		session.setMaxInactiveInterval(IDLE);
		session.setAttribute(SessionHash.SESSION, new Session(handle, "account", "alice",
				new TreeSet<>(List.of("USER")), new TreeSet<>(), false, 1, LOGIN, LOGIN.plus(Duration.ofHours(12))));
		return session;
	}

	MapSession find(String handle) {
		return this.sessions.findById("id-of-" + handle);
	}

	static String key(String handle) {
		return "latchkey:session:id-of-" + handle;
	}

	Object call(String command) {
		return this.raw.call(command);
	}

	/**
	 * Take it away and give it back.
	 * @param meanwhile what is done without it
	 */
	void without(Runnable meanwhile) {
		this.server.kill();
		meanwhile.run();
		this.server.restart();
		Awaitility.await().ignoreExceptions().until(() -> this.sessions.findById("any") == null);
	}

	@Override
	public void close() {
		this.connections.destroy();
		this.raw.close();
		this.server.close();
	}

}

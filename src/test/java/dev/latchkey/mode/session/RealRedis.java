package dev.latchkey.mode.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.harness.RawRedis;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import dev.latchkey.revocation.installation.InstallationId;
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
 * A Redis for one test class, the sessions in it, and a connection that bypasses them.
 */
final class RealRedis implements AutoCloseable {

	static final Duration TIMEOUT = Duration.ofSeconds(5);

	// as it is written: Redis has milliseconds
	static final Instant LOGIN = Instant.now().truncatedTo(ChronoUnit.MILLIS);

	// longer than a run of all tests takes, since LOGIN is when the first of them began
	static final Duration IDLE = Duration.ofHours(6);

	final Server server = TestServers.redis();

	final RawRedis raw = new RawRedis(this.server);

	final CircuitBreaker breaker = CircuitBreaker.ofDefaults("redis");

	final RedisSessions sessions;

	final SessionsByHandle byHandle;

	private final LettuceConnectionFactory connections;

	private final RedisPipeline pipeline;

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
		this.pipeline = new RedisPipeline(this.connections, this.breaker, TIMEOUT);
		this.sessions = of("this-installation");
		this.byHandle = new SessionsByHandle(this.pipeline, macs("this-installation"));
	}

	/**
	 * Return the sessions of an installation.
	 */
	RedisSessions of(String installation) {
		return new RedisSessions(this.pipeline, macs(installation), IDLE, Clock.systemUTC());
	}

	private static SessionMacs macs(String installation) {
		return new SessionMacs(new DerivedKeys(Base64.getEncoder().encodeToString(new byte[32])),
				new InstallationId(installation));
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
		session.setAttribute(StoredSession.SESSION, opened(handle));
		return session;
	}

	static Session opened(String handle) {
		return opened(handle, LOGIN.plus(Duration.ofHours(12)));
	}

	static Session opened(String handle, Instant expiresAt) {
		return new Session(handle, "account", "alice", new TreeSet<>(List.of("USER")), new TreeSet<>(), false, 1, LOGIN,
				expiresAt, AuthenticationMethods.PASSWORD, LOGIN, false);
	}

	SessionEntry find(String handle) {
		return this.sessions.find("id-of-" + handle);
	}

	Instant lastSeen(String handle) {
		return ((StoredSession) find(handle)).lastSeen();
	}

	static String key(String handle) {
		return "latchkey:sessions:id-of-" + handle;
	}

	static String tombstone(String handle) {
		return "latchkey:ended:{latchkey:sessions:id-of-" + handle + "}";
	}

	Object call(String command) {
		return this.raw.call(command);
	}

	/**
	 * Stop Redis, do something, and start it again.
	 * @param meanwhile what to do while Redis is away
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

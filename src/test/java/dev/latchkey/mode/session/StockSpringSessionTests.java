package dev.latchkey.mode.session;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.MovableClock;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import dev.latchkey.session.seen.LastSeen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisTemplate;
import org.springframework.data.redis.serializer.JacksonJsonRedisSerializer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;
import org.springframework.session.data.redis.RedisSessionRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

/**
 * Spring Session's own repository reads the sessions that Latchkey opens.
 */
@TestInstance(Lifecycle.PER_CLASS)
class StockSpringSessionTests {

	private final Server redis = TestServers.redis();

	private final LettuceConnectionFactory connections = new LettuceConnectionFactory(
			new RedisStandaloneConfiguration("127.0.0.1", this.redis.port()));

	private final MovableClock clock = new MovableClock();

	private Latchkey latchkey;

	private SessionRepository<? extends Session> stock;

	private Person alice;

	private Client client;

	@BeforeAll
	void start() {
		this.connections.afterPropertiesSet();
		this.connections.start();
		this.stock = stock(new SessionValueSerializer());
		this.latchkey = Latchkey.in(Latchkey.Mode.SESSION)
			.on(this.redis, TestServers.freshDatabase())
			.with(this.clock)
			.start();
		this.alice = this.latchkey.newPerson("USER");
	}

	@AfterAll
	void stop() {
		this.latchkey.close();
		this.connections.destroy();
		this.redis.close();
	}

	@BeforeEach
	void signIn() {
		this.client = this.latchkey.login(this.alice);
	}

	@Test
	void findsASessionWithItsTimesAndItsAttributes() {
		Session found = this.stock.findById(id());
		assertThat(found.getId()).isEqualTo(id());
		assertThat(found.isExpired()).isFalse();
		assertThat(found.getMaxInactiveInterval()).isEqualTo(Duration.ofMinutes(30));
		assertThat(found.getAttributeNames()).containsExactly("session");
		dev.latchkey.session.Session session = found.getRequiredAttribute("session");
		assertThat(session.username()).isEqualTo(this.alice.username());
		assertThat(session.roles()).containsExactly("USER");
		assertThat(session.handle()).isEqualTo(handle());
		assertThat(found.getCreationTime().toEpochMilli()).isEqualTo(session.startedAt().toEpochMilli());
	}

	@Test
	void findsASessionWithoutLatchkeysClasses() {
		Session found = stock(new JacksonJsonRedisSerializer<>(Object.class)).findById(id());
		assertThat(found.<Object>getRequiredAttribute("session")).asInstanceOf(MAP)
			.containsEntry("username", this.alice.username())
			.containsEntry("roles", List.of("USER"))
			.containsEntry("handle", handle());
	}

	@Test
	void seesThatASessionIsInUse() {
		Instant login = this.stock.findById(id()).getLastAccessedTime();
		this.clock.advance(Duration.ofMinutes(5));
		this.client.get("/api/me").expect(200);
		this.latchkey.bean(LastSeen.class).run();
		assertThat(this.stock.findById(id()).getLastAccessedTime()).isCloseTo(login.plus(Duration.ofMinutes(5)),
				within(1, ChronoUnit.MINUTES));
	}

	@Test
	void findsNoSessionThatHasEndedAndLeavesItsTombstone() {
		Session before = this.stock.findById(id());
		assertThat(before).isNotNull();
		this.latchkey.admin().post("/api/admin/users/" + this.alice.username() + "/logout").expect(200);
		assertThat(this.stock.findById(id())).isNull();
		this.stock.deleteById(id());
		SessionCache restarted = new SessionCache(this.latchkey.bean(RedisSessions.class), 1, 1);
		assertThat(restarted.handleOf(this.client.credential())).isNotNull();
		this.client.get("/api/me").expectEnded("forced_logout");
	}

	@Test
	void findsNothingByTheCookiesValue() {
		assertThat(this.stock.findById(this.client.credential())).isNull();
	}

	@Test
	void readsWhatLatchkeysRepositoryReads() {
		Map<String, Object> attributes = attributes(this.stock.findById(id()));
		assertThat(attributes).isEqualTo(attributes(this.latchkey.bean(RedisSessions.class).findById(id())));
	}

	private static Map<String, Object> attributes(Session session) {
		return session.getAttributeNames()
			.stream()
			.collect(Collectors.toMap((name) -> name, session::getRequiredAttribute));
	}

	private SessionRepository<? extends Session> stock(RedisSerializer<Object> values) {
		RedisTemplate<String, Object> template = new RedisTemplate<>();
		template.setConnectionFactory(this.connections);
		template.setKeySerializer(RedisSerializer.string());
		template.setHashKeySerializer(RedisSerializer.string());
		template.setHashValueSerializer(values);
		template.afterPropertiesSet();
		RedisSessionRepository repository = new RedisSessionRepository(template);
		repository.setRedisKeyNamespace("latchkey");
		return repository;
	}

	private String id() {
		return SessionCache.idOf(this.client.credential());
	}

	private String handle() {
		return this.client.get("/api/me").text("/session/handle");
	}

}

package dev.latchkey.mode.session;

import java.util.List;
import java.util.stream.IntStream;

import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.SessionEndedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import org.springframework.session.MapSession;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A node on which more people are in use than it keeps near.
 */
@TestInstance(Lifecycle.PER_CLASS)
class CrowdedNodeTests {

	private static final int MOST = 100;

	private static final int MOST_BURIED = 20;

	private static final int PEOPLE = 5 * MOST;

	private RealRedis redis;

	private SessionCache near;

	@BeforeAll
	void start() {
		this.redis = new RealRedis();
	}

	@AfterAll
	void stop() {
		this.redis.close();
	}

	@BeforeEach
	void signIn() {
		this.near = new SessionCache(this.redis.sessions, MOST, MOST_BURIED);
		people().forEach((person) -> this.near.save(value(person), saved(person)));
	}

	@Test
	void keepsNoMoreThanItMayOfThoseWhoSignIn() {
		assertThat(this.near.size()).isPositive().isLessThanOrEqualTo(MOST);
	}

	@Test
	void keepsNoMoreThanItMayOfThoseWhoAreInUse() {
		for (int person : people()) {
			CachedSession found = this.near.get(value(person), RealRedis.LOGIN);
			assertThat(found.session().handle()).isEqualTo(handle(person));
			assertThat(this.near.size()).isLessThanOrEqualTo(MOST);
		}
		assertThat(this.near.size()).isPositive();
	}

	@Test
	void keepsNoMoreThanItMayOfThoseWhoWerePutOut() {
		this.redis.sessions.bury(people().stream().map(CrowdedNodeTests::handle).toList(), EndReason.FORCED_LOGOUT);
		SessionCache restarted = new SessionCache(this.redis.sessions, MOST, MOST_BURIED);
		for (int person : people()) {
			assertThatExceptionOfType(SessionEndedException.class)
				.isThrownBy(() -> restarted.get(value(person), RealRedis.LOGIN));
		}
		assertThat(restarted.size()).isPositive().isLessThanOrEqualTo(MOST_BURIED);
	}

	private static List<Integer> people() {
		return IntStream.range(0, PEOPLE).boxed().toList();
	}

	private static String value(int person) {
		return "%042dA".formatted(person);
	}

	private static String handle(int person) {
		return "handle-" + person;
	}

	private static MapSession saved(int person) {
		MapSession saved = RealRedis.session(handle(person));
		saved.setId(SessionCache.id(value(person)));
		return saved;
	}

}

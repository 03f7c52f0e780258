package dev.latchkey.mode.session;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.SessionEndedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A node on which more sessions are in use than it caches.
 */
class CrowdedNodeTests extends WithRealRedis {

	private static final int MOST = 100;

	private static final int MOST_ENDED = 20;

	private static final int PEOPLE = 5 * MOST;

	private SessionCache cache;

	@BeforeEach
	void signIn() {
		this.cache = new SessionCache(this.redis.sessions, MOST, MOST_ENDED);
		people().forEach((person) -> this.cache.save(value(person), RealRedis.opened(handle(person)), RealRedis.IDLE));
	}

	@Test
	void keepsNoMoreSessionsThanItMayWhenTheyAreOpened() {
		assertThat(this.cache.size()).isPositive().isLessThanOrEqualTo(MOST);
	}

	@Test
	void keepsNoMoreSessionsThanItMayWhenTheyAreUsed() {
		for (int person : people()) {
			CachedSession found = this.cache.get(value(person), RealRedis.LOGIN);
			assertThat(found.session().handle()).isEqualTo(handle(person));
			assertThat(this.cache.size()).isLessThanOrEqualTo(MOST);
		}
		assertThat(this.cache.size()).isPositive();
	}

	@Test
	void keepsNoMoreTombstonesThanItMay() {
		List<String> handles = people().stream().map(CrowdedNodeTests::handle).toList();
		this.redis.byHandle.writeTombstones(handles, EndReason.FORCED_LOGOUT);
		SessionCache restarted = new SessionCache(this.redis.sessions, MOST, MOST_ENDED);
		for (int person : people()) {
			assertThatExceptionOfType(SessionEndedException.class)
				.isThrownBy(() -> restarted.get(value(person), RealRedis.LOGIN));
		}
		assertThat(restarted.size()).isPositive().isLessThanOrEqualTo(MOST_ENDED);
	}

	private static List<Integer> people() {
		return IntStream.range(0, PEOPLE).boxed().toList();
	}

	private static String value(int person) {
		return String.format(Locale.ROOT, "%042dA", person);
	}

	private static String handle(int person) {
		return "handle-" + person;
	}

}

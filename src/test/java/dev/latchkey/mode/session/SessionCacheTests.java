package dev.latchkey.mode.session;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.MovableClock;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RawRedis;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import dev.latchkey.mode.Credential;
import dev.latchkey.mode.InvalidCredentialException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a node asks Redis for, by Redis' own count: a look-up reads one hash with HGETALL,
 * a session's or a tombstone's, and nothing else does. People sign in on one node, and
 * the other one is observed.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SessionCacheTests {

	private static final int FLOOD = 5_000;

	private static final int OFTEN = 5;

	private static final Duration IDLE = Duration.ofMinutes(20);

	private static final Duration LIFETIME = Duration.ofHours(2);

	private static final Duration A_BIT = Duration.ofMinutes(1);

	private final Server redis = TestServers.redis();

	private final RawRedis raw = new RawRedis(this.redis);

	private final MovableClock clock = new MovableClock();

	private Latchkey elsewhere;

	private Latchkey here;

	private Person alice;

	private Client client;

	@BeforeAll
	void start() {
		TestServers.Database database = TestServers.freshDatabase();
		this.elsewhere = node(database);
		this.here = node(database);
		this.alice = this.elsewhere.newPerson("USER");
	}

	private Latchkey node(TestServers.Database database) {
		return Latchkey.in(Latchkey.Mode.SESSION)
			.on(this.redis, database)
			.with(this.clock)
			.with("latchkey.session.idle-timeout", IDLE.toMinutes() + "m")
			.with("latchkey.session.max-lifetime", LIFETIME.toMinutes() + "m")
			.start();
	}

	@AfterAll
	void stop() {
		this.here.close();
		this.elsewhere.close();
		this.raw.close();
		this.redis.close();
	}

	@BeforeEach
	void signIn() {
		this.client = this.elsewhere.login(this.alice).at(this.here);
	}

	@Test
	void asksOnceForASessionOfAnotherNode() {
		long before = asked();
		often(() -> this.client.get("/api/me").expect(200));
		assertThat(asked() - before).isEqualTo(1);
	}

	@Test
	void keepsNothingOfWhatNobodyKnows() {
		this.client.get("/api/me").expect(200);
		SessionCache cache = this.here.bean(SessionCache.class);
		SessionMode mode = this.here.bean(SessionMode.class);
		long size = cache.size();
		long before = asked();
		for (int i = 0; i < FLOOD; i++) {
			Credential unknown = new Credential(String.format(Locale.ROOT, "%042d", i) + "A", Credential.Source.COOKIE);
			assertThatExceptionOfType(InvalidCredentialException.class).isThrownBy(() -> mode.read(unknown));
			if (i % (FLOOD / OFTEN) == 0) {
				this.client.get("/api/me").expect(200);
			}
		}
		this.client.get("/api/me").expect(200);
		assertThat(asked() - before).isEqualTo(FLOOD);
		assertThat(cache.size()).isEqualTo(size);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
			"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
			"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAA*AAAAAAAAAAAAAAAAAAAAA",
			"AAAAAAAAAAAAAAAAAAAAA+AAAAAAAAAAAAAAAAAAAAA" })
	void asksForNothingThatNoLoginHandsOut(String value) {
		long before = asked();
		this.here.client().withCookie(Client.COOKIE, value).get("/api/me").expect(401);
		assertThat(asked()).isEqualTo(before);
	}

	@Test
	void asksNothingMoreForASessionThatHasEnded() {
		this.client.get("/api/me").expect(200);
		end();
		long before = asked();
		often(() -> this.client.get("/api/me").expectEnded("forced_logout"));
		assertThat(asked()).isEqualTo(before);
		this.clock.advance(IDLE.plus(A_BIT));
		often(() -> this.client.get("/api/me").expectEnded("forced_logout"));
		assertThat(asked() - before).isLessThanOrEqualTo(1);
	}

	@Test
	void asksOnceForASessionThatHasEndedElsewhere() {
		end();
		long before = asked();
		often(() -> this.client.get("/api/me").expectEnded("forced_logout"));
		assertThat(asked() - before).isEqualTo(1);
		this.client.post("/api/logout").expect(204);
		assertThat(asked() - before).isEqualTo(1);
	}

	@Test
	void asksNowAndThenForASessionThatIsIdle() {
		this.client.get("/api/me").expect(200);
		this.clock.advance(IDLE.plus(A_BIT));
		long before = asked();
		IntStream.range(0, 100).forEach((i) -> this.client.get("/api/me").expectEnded("expired"));
		assertThat(asked() - before).isBetween(1L, 10L);
	}

	@Test
	void asksNothingForASessionOfWhichTheTimeIsOver() {
		this.client.get("/api/me").expect(200);
		this.clock.advance(LIFETIME.plus(A_BIT));
		long before = asked();
		often(() -> this.client.get("/api/me").expectEnded("expired"));
		assertThat(asked()).isEqualTo(before);
	}

	@Test
	void forgetsNoUseWhereTheClockIsSetBack() {
		this.clock.advance(IDLE.dividedBy(2));
		this.client.get("/api/me").expect(200);
		this.clock.advance(IDLE.dividedBy(2).negated());
		this.client.get("/api/me").expect(200);
		this.clock.advance(IDLE.dividedBy(2).plus(IDLE).minus(A_BIT));
		long before = asked();
		this.client.get("/api/me").expect(200);
		assertThat(asked()).isEqualTo(before);
	}

	private void end() {
		this.elsewhere.admin().post("/api/admin/users/" + this.alice.username() + "/logout").expect(200);
	}

	private static void often(Runnable call) {
		IntStream.range(0, OFTEN).forEach((i) -> call.run());
	}

	private long asked() {
		return Pattern.compile("cmdstat_hgetall:calls=(\\d+)")
			.matcher(String.valueOf(this.raw.call("INFO commandstats")))
			.results()
			.map((MatchResult found) -> found.group(1))
			.mapToLong(Long::parseLong)
			.findFirst()
			.orElse(0);
	}

}

package dev.latchkey.mode.session;

import java.time.Duration;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.MovableClock;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import dev.latchkey.session.seen.LastSeen;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Two nodes go by one clock, and each sees only what is asked of it.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SessionsAcrossNodesTests {

	private static final Duration MOST_OF_IDLE = Duration.ofMinutes(20);

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final Server redis = TestServers.redis();

	private final MovableClock clock = new MovableClock();

	private Latchkey here;

	private Latchkey elsewhere;

	private Person alice;

	private Client client;

	@BeforeAll
	void start() {
		TestServers.Database database = TestServers.freshDatabase();
		this.here = node(database);
		this.elsewhere = node(database);
		this.alice = this.here.newPerson("USER");
	}

	private Latchkey node(TestServers.Database database) {
		return Latchkey.in(Latchkey.Mode.SESSION).on(this.redis, database).with(this.clock).start();
	}

	@AfterAll
	void stop() {
		this.here.close();
		this.elsewhere.close();
		this.redis.close();
	}

	@BeforeEach
	void isKnownOnBoth() {
		this.client = this.here.login(this.alice);
		this.client.at(this.elsewhere).get("/api/me").expect(200);
	}

	@Test
	void keepsASessionThatIsInUseOnAnotherNode() {
		useHere();
		flush(this.here);
		this.clock.advance(MOST_OF_IDLE);
		this.client.at(this.elsewhere).get("/api/me").expect(200);
	}

	@Test
	void callsASessionIdleThatNobodyUses() {
		useHere();
		flush(this.here);
		this.clock.advance(MOST_OF_IDLE.multipliedBy(2));
		this.client.at(this.elsewhere).get("/api/me").expectEnded("expired");
		this.client.get("/api/me").expectEnded("expired");
	}

	@Test
	void keepsASessionThatRedisCouldNotBeToldOf() {
		useHere();
		this.redis.kill();
		flush(this.here);
		this.redis.restart();
		Awaitility.await().atMost(PATIENCE).until(() -> this.here.client().login(this.alice).status() == 200);
		Awaitility.await().atMost(PATIENCE).until(() -> this.elsewhere.client().login(this.alice).status() == 200);
		this.here.login(this.alice).get("/api/me").expect(200);
		flush(this.here);
		this.clock.advance(MOST_OF_IDLE);
		this.client.at(this.elsewhere).get("/api/me").expect(200);
	}

	private void useHere() {
		this.clock.advance(MOST_OF_IDLE);
		this.client.get("/api/me").expect(200);
	}

	private static void flush(Latchkey node) {
		node.bean(LastSeen.class).run();
	}

}

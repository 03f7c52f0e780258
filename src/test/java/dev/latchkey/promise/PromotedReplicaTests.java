package dev.latchkey.promise;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.PostgresPair;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import org.junit.jupiter.api.Test;

import static org.awaitility.Awaitility.await;

/**
 * The replica of the database is promoted, and the old primary comes back as a replica of
 * the new one: first in one direction, then in the other.
 */
class PromotedReplicaTests {

	// it takes one or two seconds
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String ME = "/api/me";

	@Test
	void isUsedByANodeWhoseUrlNamesBoth() {
		try (PostgresPair pair = new PostgresPair(); Server redis = TestServers.redis()) {
			TestServers.Database database = TestServers.freshDatabase(pair.primary());
			try (Latchkey latchkey = Latchkey.in(Mode.JWT)
				.on(redis, database)
				.on(database, pair.url(database))
				.with("latchkey.revocation.max-staleness", "3s")
				.impatient()
				.start()) {
				Person alice = latchkey.newPerson("USER");
				for (int direction = 0; direction < 2; direction++) {
					failsOver(pair, latchkey, alice);
				}
			}
		}
	}

	private static void failsOver(PostgresPair pair, Latchkey latchkey, Person alice) {
		Client known = latchkey.login(alice);
		Client ended = latchkey.login(alice);
		ended.copy().post("/api/logout").expect(204);
		ended.get(ME).expectEnded("logged_out");
		CompletableFuture<Void> over = CompletableFuture.runAsync(pair::failOver);
		while (!over.isDone()) {
			latchkey.client().login(alice).expect(200, 503);
			known.get(ME).expect(200, 503);
			ended.get(ME).expect(401, 503);
			latchkey.client().browse("/login").expect(200);
		}
		over.join();
		long since = System.nanoTime();
		await().atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(50))
			.until(() -> latchkey.client().login(alice).expect(200, 503).status() == 200);
		System.out
			.println("First login " + (System.nanoTime() - since) / 1_000_000 + " ms after the databases had changed");
		await().atMost(PATIENCE)
			.until(() -> latchkey.client().get("/actuator/health/readiness").expect(200, 503).status() == 200);
		// the view's lease may still end before the log is read again
		await().atMost(PATIENCE).until(() -> ended.get(ME).expect(401, 503).status() == 401);
		ended.get(ME).expectEnded("logged_out");
		known.get(ME).expect(200);
		known.post("/api/logout").expect(204);
		known.get(ME).expectEnded("logged_out");
	}

}

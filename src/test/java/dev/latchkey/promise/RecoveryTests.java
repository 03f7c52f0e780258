package dev.latchkey.promise;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Printed;
import dev.latchkey.harness.RedisNode;
import dev.latchkey.harness.TestServers;
import dev.latchkey.harness.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A server answers, and cannot be used. What needs it is refused with 503 meanwhile, and
 * readiness says so; the node is well soon after the cause has ended, by itself.
 */
class RecoveryTests {

	// it takes one or two seconds, or without the cure half an hour
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Duration MAX_STALENESS = Duration.ofSeconds(3);

	private static final String READINESS = "/actuator/health/readiness";

	private static final String HEAD = "GET latchkey:revocations:head";

	// keys take a while to be loaded, and Redis says so meanwhile
	private static final String SLOWLY_LOADED = """
			save 3600 1
			rdbcompression no
			key-load-delay 500
			loading-process-events-interval-bytes 1024
			""";

	private static final int FILLERS = 3_000;

	// more than its log, less than its data
	private static final long DISK = 300_000;

	@TestInstance(Lifecycle.PER_CLASS)
	abstract static class Recovery {

		private final Mode mode;

		private final RedisNode redis = new RedisNode(SLOWLY_LOADED);

		private final Wire wire = new Wire(this.redis.port());

		private final TestServers.Database database = TestServers.freshDatabase();

		private Latchkey latchkey;

		private Person alice;

		Recovery(Mode mode) {
			this.mode = mode;
		}

		@BeforeAll
		void start() {
			this.redis
				.call("EVAL \"for i=1," + FILLERS + " do redis.call('SET','filler:'..i,string.rep('x',200)) end\" 0");
			this.latchkey = Latchkey.in(this.mode)
				.on(this.wire.port(), this.database)
				.with("latchkey.revocation.max-staleness", MAX_STALENESS.toSeconds() + "s")
				.impatient()
				.start();
			this.alice = this.latchkey.newPerson("USER");
		}

		@AfterAll
		void stop() {
			this.latchkey.close();
			this.wire.close();
			this.redis.close();
		}

		@Test
		void followsAnAddressWhoseRedisHasBecomeAReplica() {
			Client known = known();
			try (RedisNode next = new RedisNode("save \"\"\nreplicaof 127.0.0.1 %s\n".formatted(this.redis.port()))) {
				await().atMost(PATIENCE).until(() -> next.call("INFO replication").contains("master_link_status:up"));
				next.call("REPLICAOF NO ONE");
				// leaves the connections of its clients open
				this.redis.call("REPLICAOF 127.0.0.1 " + next.port());
				whileRedisCannotBeUsed(known);
				this.wire.leadTo(next.port());
				awaitWell("Redis has moved", next);
				this.redis.call("REPLICAOF NO ONE");
				this.wire.leadTo(this.redis.port());
			}
			awaitWell("Redis has moved back", this.redis);
		}

		@Test
		void waitsForARedisThatIsLoadingItsData() {
			Client known = known();
			this.redis.call("SAVE");
			this.redis.kill();
			CompletableFuture<Void> loaded = CompletableFuture.runAsync(this.redis::restart);
			while (!loaded.isDone()) {
				this.latchkey.client().login(this.alice).expect(200, 503);
				known.get("/api/me").expect(200);
			}
			loaded.join();
			awaitWell("Redis has loaded its data", this.redis);
		}

		@Test
		void waitsForARedisWhoseDiskIsFull() {
			Client known = known();
			this.redis.fillDisk(DISK);
			try {
				await().atMost(PATIENCE).until(() -> {
					this.redis.call("BGSAVE");
					return this.redis.call("SET filler:0 x").startsWith("MISCONF");
				});
				whileRedisCannotBeUsed(known);
			}
			finally {
				this.redis.freeDisk();
			}
			await().atMost(PATIENCE).until(() -> {
				this.redis.call("BGSAVE");
				return this.redis.call("SET filler:0 x").equals("OK");
			});
			awaitWell("Redis can write to its disk", this.redis);
		}

		@Test
		void dropsConnectionsToADatabaseThatWasReadOnly() throws Exception {
			Client known = known();
			onDatabase("alter database %s set default_transaction_read_only = on".formatted(this.database.name()));
			try {
				// 57P01; those that the pool opens now are read-only for as long as they
				// last
				onDatabase("select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'"
					.formatted(this.database.name()));
				await().atMost(PATIENCE)
					.until(() -> this.latchkey.client().login(this.alice).expect(200, 503).status() == 503);
				await().atMost(PATIENCE.plus(MAX_STALENESS))
					.until(() -> this.latchkey.client().get(READINESS).expect(200, 503).status() == 503);
				known.get("/api/me").expectProblem(503);
				known.post("/api/logout").expectProblem(503);
				this.latchkey.client().get("/actuator/health/liveness").expect(200);
				long before = Printed.lines().count();
				for (int i = 0; i < 30; i++) {
					this.latchkey.client().login(this.alice).expectProblem(503);
				}
				assertThat(Printed.lines().count() - before).as("lines of the log").isLessThan(50);
			}
			finally {
				onDatabase("alter database %s reset default_transaction_read_only".formatted(this.database.name()));
			}
			awaitWell("the database can be written to", this.redis);
			known.get("/api/me").expect(200);
			known.post("/api/logout").expect(204);
		}

		/**
		 * Check what is promised while Redis answers, and cannot be used.
		 */
		abstract void whileRedisCannotBeUsed(Client known);

		/**
		 * Sign in, and let the node see the session.
		 */
		private Client known() {
			Client known = this.latchkey.login(this.alice);
			known.get("/api/me").expect(200);
			return known;
		}

		final Latchkey latchkey() {
			return this.latchkey;
		}

		final Person alice() {
			return this.alice;
		}

		/**
		 * Wait until all is well: a login, readiness, and that an ending has come to
		 * Redis.
		 */
		private void awaitWell(String since, RedisNode used) {
			long ended = System.nanoTime();
			await().atMost(PATIENCE)
				.pollInterval(Duration.ofMillis(50))
				.until(() -> this.latchkey.client().login(this.alice).expect(200, 503).status() == 200);
			long login = System.nanoTime() - ended;
			await().atMost(PATIENCE)
				.pollInterval(Duration.ofMillis(50))
				.until(() -> this.latchkey.client().get(READINESS).expect(200, 503).status() == 200);
			long ready = System.nanoTime() - ended;
			this.latchkey.login(this.alice).post("/api/logout").expect(204, 202);
			String head = this.latchkey.sql().sql("select seq from revocation_head").query(String.class).single();
			await().atMost(PATIENCE).until(() -> used.call(HEAD).equals(head));
			System.out.println(this.mode + ", since " + since + ": first login " + login / 1_000_000 + " ms, ready "
					+ ready / 1_000_000 + " ms");
		}

		private void onDatabase(String statement) throws SQLException {
			try (Connection connection = new TestServers.Database(this.database.port(), "postgres").connect();
					Statement sql = connection.createStatement()) {
				sql.execute(statement);
			}
		}

	}

	@Nested
	class SessionMode extends Recovery {

		SessionMode() {
			super(Mode.SESSION);
		}

		@Override
		void whileRedisCannotBeUsed(Client known) {
			await().atMost(PATIENCE).until(() -> latchkey().client().login(alice()).expect(200, 503).status() == 503);
			await().atMost(PATIENCE).until(() -> latchkey().client().get(READINESS).expect(200, 503).status() == 503);
			known.get("/api/me").expect(200);
			latchkey().client().get("/actuator/health/liveness").expect(200);
		}

	}

	@Nested
	@Tag("full")
	class JwtMode extends Recovery {

		JwtMode() {
			super(Mode.JWT);
		}

		@Override
		void whileRedisCannotBeUsed(Client known) {
			latchkey().login(alice()).get("/api/me").expect(200);
			known.get("/api/me").expect(200);
			latchkey().client().get(READINESS).expect(200);
		}

	}

}

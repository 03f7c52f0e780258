package dev.latchkey.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.latchkey.cluster.history.Operation.Subject;
import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RawRedis;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import dev.latchkey.harness.Wire;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * A client that can reach only Redis ends nothing and confirms nothing, and two
 * installations on one Redis server do not notice each other. What is forged of sessions
 * is tested with the package that writes them.
 */
class ForgedRedisTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String ROW = "{\"seq\":%s,\"id\":\"AAAAAAAAAAAAAAAAAAAAAA\",\"scope\":\"EVERYBODY\","
			+ "\"accountId\":null,\"handle\":null,\"reason\":\"EVERYBODY\",\"actor\":\"x\","
			+ "\"createdAt\":\"2026-01-01T00:00:00Z\",\"expiresAt\":\"2099-01-01T00:00:00Z\"}";

	@TestInstance(Lifecycle.PER_CLASS)
	abstract static class ForgedRedis {

		private final Mode mode;

		private final Server redis = TestServers.redis();

		private final RawRedis raw = new RawRedis(this.redis);

		private final TestServers.Database database = TestServers.freshDatabase();

		private final Wire toRedis = new Wire(this.redis.port());

		private final Wire toDatabase = new Wire(this.database.port());

		private final ClusterNodes nodes = new ClusterNodes();

		private final ExecutorService threads = Executors.newCachedThreadPool();

		private Latchkey neighbour;

		private ClusterNodes.Admin admin;

		private List<String> accounts = List.of();

		private String installation = "";

		private int used;

		ForgedRedis(Mode mode) {
			this.mode = mode;
		}

		@BeforeAll
		void start() {
			this.nodes.with("one",
					Latchkey.in(this.mode)
						.on(this.redis, this.database)
						.with("latchkey.revocation.max-staleness", "60s")
						.start());
			this.nodes.with("two",
					Latchkey.in(this.mode)
						.on(this.toRedis.port(), new TestServers.Database(this.toDatabase.port(), this.database.name()))
						.with("latchkey.revocation.max-staleness", "60s")
						.impatient()
						.start());
			this.neighbour = Latchkey.in(this.mode)
				.on(this.redis, TestServers.freshDatabase())
				.with("spring.data.redis.database", "1")
				.start();
			this.accounts = this.nodes.accounts("forged", 40);
			this.admin = this.nodes.admin("one");
			this.installation = sql("select id from installation").get(0);
		}

		@AfterAll
		void stop() {
			this.threads.shutdownNow();
			this.nodes.close();
			this.neighbour.close();
			this.toRedis.close();
			this.toDatabase.close();
			this.raw.close();
			this.redis.close();
		}

		@Test
		void aForgedMessageEndsNothing() {
			Badge badge = known();
			double before = refused();
			List<String> messages = forgedRows();
			messages.forEach(this::publish);
			await().atMost(PATIENCE).until(() -> refused() >= before + messages.size());
			this.nodes.names().forEach((node) -> assertThat(this.nodes.show(node, badge)).isEqualTo(200));
			Badge next = known();
			assertThat(end(badge).status()).isEqualTo(200);
			assertThat(this.nodes.show("two", next)).isEqualTo(200);
		}

		@Test
		void aRecordedMessageEndsNothingTwice() {
			List<String> recorded = record(() -> assertThat(end(known()).status()).isEqualTo(200));
			assertThat(recorded).anyMatch((message) -> message.startsWith("ended "))
				.anyMatch((message) -> message.startsWith("applied "));
			Badge badge = known();
			recorded.forEach(this::publish);
			// the channel keeps the order, so the nodes have heard all that was sent
			// before this
			assertThat(end(known()).status()).isEqualTo(200);
			assertThat(this.nodes.show("one", badge)).isEqualTo(200);
			assertThat(this.nodes.show("two", badge)).isEqualTo(200);
		}

		@Test
		void neitherForgedNorRecordedAcknowledgementsConfirmAnEnding() {
			Badge ended = known();
			List<String> messages = record(() -> assertThat(end(known()).status()).isEqualTo(200));
			messages.addAll(forgedAcknowledgements());
			AtomicBoolean over = new AtomicBoolean();
			this.toRedis.block();
			this.toDatabase.block();
			try {
				Future<?> forger = this.threads.submit(() -> {
					try (RawRedis forging = new RawRedis(this.redis)) {
						while (!over.get()) {
							messages.forEach((message) -> publish(forging, message));
						}
					}
				});
				Answer answer = end(ended);
				over.set(true);
				assertThat(forger).succeedsWithin(PATIENCE);
				answer.expect(202);
				assertThat(answer.json().at("/nodes/live").asInt()).isEqualTo(2);
				assertThat(answer.json().at("/nodes/applied").asInt()).isEqualTo(1);
			}
			finally {
				over.set(true);
				this.toRedis.mend();
				this.toDatabase.mend();
			}
			await().atMost(PATIENCE).until(() -> this.nodes.show("two", ended) == 401);
			awaitBoth();
		}

		@Test
		void anEndingThatIsConfirmedIsOverAlsoWhereSubscriptionsAreCut() {
			List<String> forged = forgedAcknowledgements();
			for (int i = 0; i < 5; i++) {
				Badge badge = known();
				forged.forEach(this::publish);
				this.raw.call("CLIENT KILL TYPE pubsub");
				forged.forEach(this::publish);
				if (end(badge).expect(200, 202).status() == 200) {
					assertThat(this.nodes.show("two", badge)).isEqualTo(401);
				}
			}
			awaitBoth();
		}

		@Test
		void anotherInstallationOnTheServerIsNotNoticed() {
			Person stranger = this.neighbour.newPerson("USER");
			Client theirs = this.neighbour.login(stranger);
			Badge ours = known();
			List<String> head = sql("select seq from revocation_head");
			for (int i = 0; i < 5; i++) {
				this.neighbour.login(stranger).post("/api/logout").expect(204);
			}
			theirs.get("/api/me").expect(200);
			this.neighbour.admin().post("/api/admin/logout").expect(200);
			theirs.get("/api/me").expectEnded("everybody");
			assertThat(sql("select seq from revocation_head")).isEqualTo(head);
			assertThat(end(known()).status()).isEqualTo(200);
			this.nodes.names().forEach((node) -> assertThat(this.nodes.show(node, ours)).isEqualTo(200));
			known();
			Client again = this.neighbour.login(stranger);
			this.admin.end(Subject.EVERYBODY).expect(200);
			again.get("/api/me").expect(200);
			this.neighbour.login(stranger).get("/api/me").expect(200);
			assertThat(this.raw.call("GET latchkey:installation")).isEqualTo(this.installation);
		}

		@Test
		void anotherInstallationOnTheSameDatabaseOfTheServerDoesNotStart() {
			assertThatThrownBy(() -> Latchkey.in(this.mode).on(this.redis, TestServers.freshDatabase()).start().close())
				.hasStackTraceContaining("belongs to another Latchkey");
		}

		@Test
		void aRedisThatTurnsOutToBeAnothersIsNotUsed() {
			Badge seen = known();
			Badge unseen = this.nodes.open("one", account());
			this.raw.call("SET latchkey:installation another");
			await().atMost(PATIENCE).until(() -> usable() == 0);
			assertThat(this.nodes.show("two", seen)).isEqualTo(200);
			assertWhatNeedsRedis(unseen);
			// durable, and heard by pull
			assertThat(end(seen).expect(200, 202).status()).isPositive();
			await().atMost(PATIENCE).until(() -> this.nodes.show("two", seen) == 401);
			this.raw.call("DEL latchkey:installation");
			await().atMost(PATIENCE).until(() -> usable() == 2);
			assertThat(this.raw.call("GET latchkey:installation")).isEqualTo(this.installation);
			assertThat(this.nodes.show("two", unseen)).isEqualTo(200);
			// it asks Redis once a second
			await().atMost(PATIENCE)
				.untilAsserted(() -> this.nodes.get("one").client().get("/actuator/health/readiness").expect(200));
		}

		/**
		 * As after a failover, or where a name leads elsewhere.
		 */
		@Test
		void anAddressThatLeadsToAnothersRedisIsNotUsed() {
			Badge seen = known();
			Badge unseen = this.nodes.open("one", account());
			try (Server others = TestServers.redis(); RawRedis there = new RawRedis(others)) {
				there.call("SET latchkey:installation another");
				lead(others);
				await().atMost(PATIENCE).until(() -> usable() == 1);
				assertThat(this.nodes.show("two", seen)).isEqualTo(200);
				assertThat(this.nodes.show("two", unseen)).isEqualTo((this.mode == Mode.SESSION) ? 503 : 200);
				assertThat(end(seen).expect(200, 202).status()).isPositive();
				await().atMost(PATIENCE).until(() -> this.nodes.show("two", seen) == 401);
				assertThat(there.call("GET latchkey:installation")).isEqualTo("another");
			}
			finally {
				lead(this.redis);
			}
			awaitBoth();
			assertThat(this.nodes.show("two", unseen)).isEqualTo(200);
		}

		private void lead(Server server) {
			this.toRedis.leadTo(server.port());
			this.toRedis.cut();
			this.toRedis.mend();
		}

		@Test
		void anEmptiedRedisIsTakenAgain() {
			this.raw.call("FLUSHALL");
			await().atMost(PATIENCE)
				.until(() -> this.installation.equals(this.raw.call("GET latchkey:installation"))
						&& this.raw.call("GET latchkey:revocations:head") != null);
			known();
		}

		abstract void assertWhatNeedsRedis(Badge unseen);

		final ClusterNodes nodes() {
			return this.nodes;
		}

		private List<String> forgedRows() {
			List<String> forged = new ArrayList<>();
			long head = Long.parseLong(sql("select seq from revocation_head").get(0));
			for (String seq : List.of("1", String.valueOf(head + 1), String.valueOf(head + 2), "9000000000000000000")) {
				forged.add("ended " + ROW.formatted(seq));
				for (String node : sql("select id from node")) {
					forged.add("ended " + node + " " + ROW.formatted(seq));
					forged.add("ended " + node + " " + ROW.formatted(seq) + " " + "A".repeat(43));
				}
			}
			return forged;
		}

		private List<String> forgedAcknowledgements() {
			List<String> forged = new ArrayList<>();
			for (String node : sql("select id from node")) {
				forged.add("applied " + node + " 9000000000000000000");
				forged.add("applied " + node + " 9000000000000000000 " + "A".repeat(43));
			}
			return forged;
		}

		/**
		 * Return what nodes say to each other while something is done.
		 */
		private List<String> record(Runnable meanwhile) {
			List<String> recorded = new ArrayList<>();
			try (RawRedis listener = new RawRedis(this.redis)) {
				listener.call("SUBSCRIBE " + channel());
				meanwhile.run();
				publish("that is all");
				String text = "";
				while (!text.equals("that is all")) {
					recorded.add(text);
					text = String.valueOf(((List<?>) listener.next()).get(2));
				}
			}
			recorded.remove("");
			return recorded;
		}

		private void publish(String message) {
			publish(this.raw, message);
		}

		private void publish(RawRedis sender, String message) {
			sender.call("PUBLISH latchkey:revocations '" + message + "'");
			sender.call("PUBLISH " + channel() + " '" + message + "'");
		}

		private String channel() {
			return "latchkey:revocations:" + this.installation;
		}

		private double refused() {
			return this.nodes.get("one").metric("latchkey_revocation_refused_messages_total{cause=\"not_authentic\"}");
		}

		/**
		 * Return how many nodes use Redis.
		 */
		private long usable() {
			return this.nodes.names()
				.stream()
				.map((node) -> this.nodes.get(node).bean(CircuitBreaker.class).getState())
				.filter((state) -> state == CircuitBreaker.State.CLOSED)
				.count();
		}

		/**
		 * Wait until both nodes have all connections again.
		 */
		private void awaitBoth() {
			await().atMost(PATIENCE).until(() -> usable() == 2);
			await().atMost(PATIENCE).until(() -> {
				Badge badge = this.nodes.open("one", account());
				return this.nodes.show("two", badge) == 200 && end(badge).status() == 200;
			});
		}

		/**
		 * Open a session and let each node see it.
		 */
		private Badge known() {
			Badge badge = this.nodes.open("one", account());
			this.nodes.names().forEach((node) -> assertThat(this.nodes.show(node, badge)).isEqualTo(200));
			return badge;
		}

		private String account() {
			return this.accounts.get(this.used++ % this.accounts.size());
		}

		private Answer end(Badge badge) {
			return this.admin.end(Subject.session(badge.handle()));
		}

		private List<String> sql(String query) {
			return this.nodes.get("one").sql().sql(query).query(String.class).list();
		}

	}

	@Nested
	class InSessionMode extends ForgedRedis {

		InSessionMode() {
			super(Mode.SESSION);
		}

		@Override
		void assertWhatNeedsRedis(Badge unseen) {
			assertThat(nodes().show("two", unseen)).isEqualTo(503);
			Latchkey one = nodes().get("one");
			one.client().login(Latchkey.ADMIN).expectProblem(503, "unavailable");
			one.client().get("/actuator/health/readiness").expect(503);
		}

	}

	@Nested
	@Tag("full")
	class InJwtMode extends ForgedRedis {

		InJwtMode() {
			super(Mode.JWT);
		}

		@Override
		void assertWhatNeedsRedis(Badge unseen) {
			assertThat(nodes().show("two", unseen)).isEqualTo(200);
			Latchkey one = nodes().get("one");
			one.client().login(Latchkey.ADMIN).expect(200);
			one.client().get("/actuator/health/readiness").expect(200);
		}

	}

}

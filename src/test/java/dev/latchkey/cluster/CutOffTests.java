package dev.latchkey.cluster;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import dev.latchkey.cluster.history.HistoryCheck;
import dev.latchkey.cluster.history.Operation.Subject;
import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.LatchkeyProcess;
import dev.latchkey.harness.LatchkeySetup;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import dev.latchkey.harness.Wire;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A node is cut off, paused, killed or stopped. It is waited for as long as it may answer
 * from its view, and no longer.
 */
class CutOffTests {

	private static final Duration MAX_STALENESS = Duration.ofSeconds(4);

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@TestInstance(Lifecycle.PER_CLASS)
	@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
	abstract static class CutOff {

		private final Mode mode;

		private final Server redis = TestServers.redis();

		private final TestServers.Database database = TestServers.freshDatabase();

		private final Wire toRedis = new Wire(this.redis.port());

		private final Wire toDatabase = new Wire(this.database.port());

		private final ClusterNodes nodes = new ClusterNodes();

		private final ExecutorService threads = Executors.newCachedThreadPool();

		private LatchkeyProcess child;

		private ClusterNodes.Admin admin;

		private List<String> accounts = List.of();

		private int used;

		CutOff(Mode mode) {
			this.mode = mode;
		}

		@BeforeAll
		void start() {
			this.nodes.with("steady", setup().start());
			this.nodes.with("wired",
					Latchkey.in(this.mode)
						.on(this.toRedis.port(), new TestServers.Database(this.toDatabase.port(), this.database.name()))
						.with("latchkey.revocation.max-staleness", MAX_STALENESS.toSeconds() + "s")
						.impatient()
						.start());
			this.child = setup().startProcess();
			this.nodes.with("child", this.child::client);
			this.accounts = this.nodes.accounts("cut", 12);
			this.admin = this.nodes.admin("steady");
		}

		private LatchkeySetup setup() {
			return Latchkey.in(this.mode)
				.on(this.redis, this.database)
				.with("latchkey.revocation.max-staleness", MAX_STALENESS.toSeconds() + "s");
		}

		@AfterEach
		void check() {
			this.toRedis.mend();
			this.toDatabase.mend();
			assertThat(new HistoryCheck(this.nodes.history().operations(), MAX_STALENESS).violations()).isEmpty();
		}

		@AfterAll
		void stop() {
			this.threads.shutdownNow();
			this.nodes.close();
			this.child.close();
			this.toRedis.close();
			this.toDatabase.close();
			this.redis.close();
		}

		@Test
		@Order(1)
		void waitsForANodeThatIsCutOffUntilItsLeaseIsOver() throws Exception {
			Badge ended = known();
			Badge kept = known();
			this.nodes.history().fault("wired", () -> {
				this.toRedis.block();
				this.toDatabase.block();
				AtomicBoolean over = new AtomicBoolean();
				Future<?> reader = this.threads.submit(() -> {
					while (!over.get()) {
						this.nodes.show("wired", ended);
						this.nodes.show("wired", kept);
					}
				});
				assertUnconfirmed(end(ended));
				awaitConfirmed(ended);
				assertThat(this.nodes.show("wired", ended)).isEqualTo(503);
				assertThat(this.nodes.show("wired", kept)).isEqualTo(503);
				over.set(true);
				assertThat(reader).succeedsWithin(PATIENCE);
				mend();
			});
			assertThat(this.nodes.show("wired", ended)).isEqualTo(401);
		}

		@Test
		@Order(2)
		void hearsByPullWhereOnlyRedisIsCutOff() {
			Badge ended = known();
			Badge other = known();
			ClusterNodes.Admin there = this.nodes.admin("wired");
			this.nodes.history().fault("wired", () -> {
				this.toRedis.cut();
				awaitConfirmed(ended);
				assertThat(this.nodes.show("wired", ended)).isEqualTo(401);
				assertThat(this.nodes.show("wired", other)).isEqualTo(200);
				// and the others hear of what ends here
				awaitConfirmed(there, other);
				this.nodes.names().forEach((node) -> assertThat(this.nodes.show(node, other)).isEqualTo(401));
				mend();
			});
		}

		@Test
		@Order(3)
		void doesNotWaitForANodeThatWasStoppedInOrder() {
			Latchkey leaving = setup().start();
			this.nodes.with("leaving", leaving);
			Badge badge = known();
			assertThat(live(end(badge).expect(200, 202))).isEqualTo(4);
			this.nodes.without("leaving");
			leaving.close();
			assertThat(live(end(known()).expect(200, 202))).isEqualTo(3);
		}

		@Test
		@Order(4)
		void waitsForANodeThatStandsStillWhichThenAcceptsNothingOld() {
			Badge ended = known();
			Badge kept = known();
			this.nodes.history().fault("child", () -> {
				this.child.pause();
				assertUnconfirmed(end(ended));
				awaitConfirmed(ended);
				// they reach it as soon as it goes on
				List<Future<Integer>> asked = IntStream.range(0, 8)
					.mapToObj((i) -> this.threads.submit(() -> this.nodes.show("child", ended)))
					.toList();
				this.child.resume();
				assertThat(asked).allSatisfy((answer) -> assertThat(answer).succeedsWithin(PATIENCE)
					.satisfies((status) -> assertThat(status).isIn(503, 401)));
				await().atMost(PATIENCE).until(() -> this.nodes.show("child", kept) == 200);
			});
			assertThat(this.nodes.show("child", ended)).isEqualTo(401);
		}

		@Test
		@Order(5)
		void waitsForANodeThatWasKilledUntilItsLeaseIsOver() {
			Badge ended = known();
			this.nodes.without("child");
			this.child.kill();
			assertUnconfirmed(end(ended));
			awaitConfirmed(ended);
			assertThat(live(end(ended))).isEqualTo(2);
		}

		/**
		 * Mend the wires, and wait until the node has seen that they are.
		 */
		private void mend() {
			this.toRedis.mend();
			this.toDatabase.mend();
			// new to this node, so that it has to ask Redis
			Badge badge = this.nodes.open("steady", this.accounts.get(0));
			await().atMost(PATIENCE).until(() -> this.nodes.show("wired", badge) == 200);
		}

		/**
		 * Open a session and let each node see it.
		 */
		private Badge known() {
			Badge badge = this.nodes.open("steady", this.accounts.get(this.used++));
			this.nodes.names().forEach((node) -> assertThat(this.nodes.show(node, badge)).isEqualTo(200));
			return badge;
		}

		private Answer end(Badge badge) {
			return this.admin.end(Subject.account(badge.account()));
		}

		private static void assertUnconfirmed(Answer answer) {
			answer.expect(202);
			assertThat(answer.json().at("/nodes/live").asInt()).isEqualTo(3);
			assertThat(answer.json().at("/nodes/applied").asInt()).isLessThan(3);
		}

		private void awaitConfirmed(Badge badge) {
			awaitConfirmed(this.admin, badge);
		}

		private static void awaitConfirmed(ClusterNodes.Admin admin, Badge badge) {
			await().pollInterval(Duration.ofMillis(50))
				.atMost(MAX_STALENESS.plus(PATIENCE))
				.until(() -> admin.end(Subject.account(badge.account())).expect(200, 202).status() == 200);
		}

		private static int live(Answer answer) {
			return answer.json().at("/nodes/live").asInt();
		}

	}

	@Nested
	class SessionMode extends CutOff {

		SessionMode() {
			super(Mode.SESSION);
		}

	}

	@Nested
	@Tag("full")
	class JwtMode extends CutOff {

		JwtMode() {
			super(Mode.JWT);
		}

	}

}

package dev.latchkey.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.RedisNode;
import dev.latchkey.harness.TestServers;
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
 * Redis forgets, or remembers what was long ago. What has ended stays ended.
 */
class SurvivalTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	@TestInstance(Lifecycle.PER_CLASS)
	abstract static class Survival {

		private final Mode mode;

		private final RedisNode redis = new RedisNode("appendonly no\nsave \"\"\n");

		private final TestServers.Database database = TestServers.freshDatabase();

		private ClusterNodes nodes = new ClusterNodes();

		private SignedInCrowd crowd;

		private String cutoff = "";

		Survival(Mode mode) {
			this.mode = mode;
		}

		@BeforeAll
		void start() throws IOException {
			startNodes();
			this.crowd = new SignedInCrowd(this.nodes);
			assertThat(this.redis.call("SAVE")).isEqualTo("OK");
			Files.copy(dump(), olderDump());
			this.crowd.end(this.nodes);
			this.cutoff = "latchkey:cutoff:" + this.nodes.get("one")
				.sql()
				.sql("select id from account where username = ?")
				.param(this.crowd.endedAccount())
				.query(String.class)
				.single();
		}

		private void startNodes() {
			this.nodes = new ClusterNodes();
			for (String name : List.of("one", "two")) {
				this.nodes.with(name,
						Latchkey.in(this.mode)
							.on(this.redis, this.database)
							.with("latchkey.jwt.access-token-lifetime", "30m")
							.start());
			}
		}

		@AfterAll
		void stop() {
			this.nodes.close();
			this.redis.close();
		}

		@Test
		void keepsEndedSessionsOutAfterRedisWasFlushed() {
			assertThat(this.redis.call("FLUSHALL")).isEqualTo("OK");
			this.crowd.assertEndedStayOut(this.nodes);
			assertOthersAfterALoss();
			awaitDenyList();
		}

		@Test
		void keepsEndedSessionsOutAfterRedisWasRestartedEmpty() throws IOException {
			this.redis.call("SET before-the-loss x");
			this.redis.kill();
			Files.deleteIfExists(dump());
			this.redis.restart();
			assertThat(this.redis.call("EXISTS before-the-loss")).isEqualTo("0");
			this.crowd.assertEndedStayOut(this.nodes);
			assertOthersAfterALoss();
			awaitDenyList();
		}

		@Test
		void keepsEndedSessionsOutAfterAnOlderDumpWasRestored() throws IOException {
			restoreOlderDump();
			this.crowd.assertEndedStayOut(this.nodes);
			this.crowd.assertOthersStayIn(this.nodes);
			awaitDenyList();
		}

		@Test
		void keepsEndedSessionsOutAfterAllNodesWereRestartedOnAnOlderDump() throws IOException {
			this.nodes.close();
			restoreOlderDump();
			startNodes();
			this.crowd.assertEndedStayOut(this.nodes);
			this.crowd.assertOthersStayIn(this.nodes);
			awaitDenyList();
		}

		abstract void assertOthersAfterALoss();

		final SignedInCrowd crowd() {
			return this.crowd;
		}

		final ClusterNodes nodes() {
			return this.nodes;
		}

		private Path dump() {
			return this.redis.directory().resolve("dump.rdb");
		}

		private Path olderDump() {
			return this.redis.directory().resolve("older.rdb");
		}

		private void restoreOlderDump() throws IOException {
			this.redis.kill();
			Files.copy(olderDump(), dump(), StandardCopyOption.REPLACE_EXISTING);
			this.redis.restart();
			assertThat(this.redis.call("EXISTS " + this.cutoff)).isEqualTo("0");
		}

		/**
		 * Wait until other services can read again in Redis what has ended.
		 */
		private void awaitDenyList() {
			String head = this.nodes.get("one")
				.sql()
				.sql("select seq from revocation_head")
				.query(String.class)
				.single();
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(this.redis.call("GET latchkey:revocations:head")).isEqualTo(head));
			assertThat(this.redis.call("EXISTS " + this.cutoff)).isEqualTo("1");
		}

	}

	@Nested
	class SessionMode extends Survival {

		SessionMode() {
			super(Mode.SESSION);
		}

		@Override
		void assertOthersAfterALoss() {
			crowd().assertOthersAreAtMostLost(nodes());
		}

	}

	@Nested
	@Tag("full")
	class JwtMode extends Survival {

		JwtMode() {
			super(Mode.JWT);
		}

		@Override
		void assertOthersAfterALoss() {
			crowd().assertOthersStayIn(nodes());
		}

	}

}

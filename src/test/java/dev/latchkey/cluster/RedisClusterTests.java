package dev.latchkey.cluster;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.latchkey.cluster.history.Operation.Subject;
import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Person;
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
 * Three masters that share the keys. The nodes hardly ever pull, so that what they know
 * they know by push.
 */
class RedisClusterTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final int SLOTS = 16384;

	@TestInstance(Lifecycle.PER_CLASS)
	abstract static class OnACluster {

		private final Mode mode;

		private final List<RedisNode> masters = IntStream.range(0, 3)
			.mapToObj((i) -> new RedisNode("cluster-enabled yes\nappendonly no\nsave \"\"\n"))
			.toList();

		private final ClusterNodes nodes = new ClusterNodes();

		private Person alice;

		OnACluster(Mode mode) {
			this.mode = mode;
		}

		@BeforeAll
		void start() {
			IntStream.range(0, 3).forEach((i) -> {
				RedisNode master = this.masters.get(i);
				master.call("CLUSTER SET-CONFIG-EPOCH " + (i + 1));
				master.call("CLUSTER ADDSLOTS " + IntStream.range(SLOTS * i / 3, SLOTS * (i + 1) / 3)
					.mapToObj(String::valueOf)
					.collect(Collectors.joining(" ")));
				this.masters.get(0).call("CLUSTER MEET 127.0.0.1 " + master.port());
			});
			await().atMost(PATIENCE)
				.until(() -> this.masters.stream()
					.map((master) -> master.call("CLUSTER INFO"))
					.allMatch((info) -> info.contains("cluster_state:ok") && info.contains("cluster_known_nodes:3")));
			TestServers.Database database = TestServers.freshDatabase();
			for (String name : List.of("one", "two")) {
				this.nodes.with(name,
						Latchkey.in(this.mode)
							.on(database)
							.with("spring.data.redis.cluster.nodes", "127.0.0.1:" + this.masters.get(0).port())
							.with("latchkey.revocation.pull-interval", "5s")
							.start());
			}
			this.alice = this.nodes.get("one").newPerson("USER");
		}

		@AfterAll
		void stop() {
			this.nodes.close();
			this.masters.forEach(RedisNode::close);
		}

		@Test
		void tellsAllNodesByPushWhatHasEnded() {
			Client one = this.nodes.get("one").login(this.alice);
			Badge badge = badge(one);
			assertThat(this.nodes.show("one", badge)).isEqualTo(200);
			assertThat(this.nodes.show("two", badge)).isEqualTo(200);
			Answer ended = this.nodes.admin("two").end(Subject.account(this.alice.username())).expect(200);
			assertThat(ended.json().at("/nodes/applied").asInt()).isEqualTo(2);
			one.get("/api/me").expectEnded("forced_logout");
			badge.on(this.nodes.get("two").client()).get("/api/me").expectEnded("forced_logout");
		}

		@Test
		void endsASingleSessionAndLeavesTheOthers() {
			Badge ended = badge(this.nodes.get("one").login(this.alice));
			Badge kept = badge(this.nodes.get("two").login(this.alice));
			this.nodes.admin("one").end(Subject.session(ended.handle())).expect(200);
			assertThat(this.nodes.show("two", ended)).isEqualTo(401);
			assertThat(this.nodes.show("one", kept)).isEqualTo(200);
			assertThat(get("latchkey:denied:" + ended.handle())).isNotEmpty();
		}

		@Test
		void signsOut() {
			Client client = this.nodes.get("one").login(this.alice);
			Badge badge = badge(client);
			client.post("/api/logout").expect(204);
			assertThat(this.nodes.show("two", badge)).isEqualTo(401);
		}

		@Test
		void writesTheDenyListWhereverItsKeysBelong() {
			List<String> accounts = this.nodes.accounts("spread", 12);
			ClusterNodes.Admin admin = this.nodes.admin("one");
			accounts.forEach((account) -> admin.end(Subject.account(account)).expect(200));
			accounts.forEach((account) -> assertThat(get("latchkey:cutoff:" + id(account))).isNotEmpty());
			assertThat(this.masters).allSatisfy((master) -> assertThat(master.call("DBSIZE")).isNotEqualTo("0"));
			assertThat(get("latchkey:revocations:head")).isEqualTo(sql("select seq from revocation_head"));
		}

		@Test
		void writesTheDenyListAgainAfterAFlush() {
			this.masters.forEach((master) -> master.call("FLUSHALL"));
			this.nodes.admin("one").end(Subject.account(this.alice.username())).expect(200);
			await().atMost(PATIENCE)
				.untilAsserted(() -> assertThat(get("latchkey:revocations:head"))
					.isEqualTo(sql("select seq from revocation_head")));
			assertThat(get("latchkey:cutoff:" + id(this.alice.username()))).isNotEmpty();
		}

		final ClusterNodes nodes() {
			return this.nodes;
		}

		final String get(String key) {
			return call("GET " + key);
		}

		final String call(String command) {
			// the others say that it is not theirs
			return this.masters.stream()
				.map((master) -> master.call(command))
				.filter((answer) -> !answer.startsWith("MOVED"))
				.findFirst()
				.orElse("");
		}

		private String id(String account) {
			return sql("select id from account where username = '" + account + "'");
		}

		private String sql(String query) {
			return this.nodes.get("one").sql().sql(query).query(String.class).single();
		}

		private Badge badge(Client client) {
			String handle = client.get("/api/me").text("/session/handle");
			return new Badge(this.alice.username(), handle, client.credential(), this.mode == Mode.JWT, null);
		}

	}

	@Nested
	class SessionMode extends OnACluster {

		SessionMode() {
			super(Mode.SESSION);
		}

		@Test
		void writesTombstonesWhereverTheirKeysBelong() {
			String account = nodes().accounts("buried", 1).get(0);
			List<Badge> badges = IntStream.range(0, 30).mapToObj((i) -> nodes().open("one", account)).toList();
			nodes().admin("two").end(Subject.account(account)).expect(200);
			assertThat(badges).allSatisfy((badge) -> {
				String entry = get("latchkey:session-of:" + badge.handle());
				String id = entry.substring(0, entry.indexOf('.'));
				String tombstone = "latchkey:ended:{latchkey:sessions:" + id + "}";
				assertThat(call("HGET " + tombstone + " reason")).isEqualTo("FORCED_LOGOUT");
			});
		}

	}

	@Nested
	@Tag("full")
	class JwtMode extends OnACluster {

		JwtMode() {
			super(Mode.JWT);
		}

	}

}

package dev.latchkey.promise;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.EnumSourceInFull;
import dev.latchkey.harness.Guide;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.LatchkeySetup;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RawRedis;
import dev.latchkey.harness.RedisNode;
import dev.latchkey.harness.TestServers;
import dev.latchkey.session.seen.LastSeen;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A Redis that allows Latchkey what the guide says, and nothing else, is enough.
 */
class RedisAccessTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Guide OPERATIONS = Guide.of("src/docs/operations.md");

	private static final String PASSWORD = "choose-a-password";

	@ParameterizedTest
	@EnumSourceInFull(byDefault = "SESSION")
	void isEnoughWithWhatTheGuideAllows(Mode mode) {
		try (RedisNode redis = new RedisNode("save \"\"\n" + user() + "\n")) {
			isEnough(redis, Latchkey.in(mode).on(redis, TestServers.freshDatabase()));
		}
	}

	@ParameterizedTest
	@EnumSourceInFull(byDefault = "JWT")
	void isEnoughBehindASentinel(Mode mode) {
		try (RedisNode redis = new RedisNode("save \"\"\n" + user() + "\n");
				RedisNode sentinel = new RedisNode("sentinel monitor latchkey 127.0.0.1 %s 1\n".formatted(redis.port()),
						"--sentinel")) {
			isEnough(redis,
					Latchkey.in(mode)
						.on(TestServers.freshDatabase())
						.with("spring.data.redis.sentinel.master", "latchkey")
						.with("spring.data.redis.sentinel.nodes", "127.0.0.1:" + sentinel.port()));
		}
	}

	@ParameterizedTest
	@EnumSourceInFull(byDefault = "SESSION")
	void isEnoughOnAClusterWithWhatTheGuideAdds(Mode mode) {
		String added = OPERATIONS.blocks("redis").get(1);
		try (RedisNode redis = new RedisNode(
				"cluster-enabled yes\nappendonly no\nsave \"\"\n" + user() + " " + added + "\n")) {
			redis.call("CLUSTER ADDSLOTSRANGE 0 16383");
			await().atMost(PATIENCE).until(() -> redis.call("CLUSTER INFO").contains("cluster_state:ok"));
			isEnough(redis,
					Latchkey.in(mode)
						.on(TestServers.freshDatabase())
						.with("spring.data.redis.cluster.nodes", "127.0.0.1:" + redis.port()));
		}
	}

	private static String user() {
		String user = OPERATIONS.blocks("redis").get(0);
		assertThat(user).startsWith("user latchkey on >" + PASSWORD + " ");
		return user;
	}

	private static void isEnough(RedisNode redis, LatchkeySetup setup) {
		try (RawRedis asking = new RawRedis(redis);
				Latchkey latchkey = setup.with("spring.data.redis.username", "latchkey")
					.with("spring.data.redis.password", PASSWORD)
					.start()) {
			await().atMost(PATIENCE).until(() -> asking.call("GET latchkey:revocations:head") != null);
			use(latchkey);
			// where Redis was emptied, the deny-list is written again
			asking.call("FLUSHALL");
			String head = latchkey.sql().sql("select seq from revocation_head").query(String.class).single();
			await().atMost(PATIENCE).until(() -> head.equals(asking.call("GET latchkey:revocations:head")));
			use(latchkey);
			assertThat((List<?>) asking.call("ACL LOG")).as("what Redis has refused")
				.filteredOn((refused) -> !refused.toString().contains("client|setinfo"))
				.isEmpty();
			assertThat(latchkey.metric("latchkey_throttle_local_total")).isZero();
		}
	}

	/**
	 * Do each thing of which Redis hears.
	 */
	private static void use(Latchkey latchkey) {
		latchkey.forgetAdmin();
		Person alice = latchkey.newPerson("USER");
		latchkey.client().login(alice.with("not-the-password")).expect(401);
		Client client = latchkey.login(alice);
		latchkey.clock().advance(Duration.ofMinutes(2));
		client.get("/api/me").expect(200);
		latchkey.bean(LastSeen.class).run();
		latchkey.client().get("/actuator/health/readiness").expect(200);
		Client other = latchkey.login(alice);
		other
			.put("/api/me/password",
					Map.of("current_password", alice.password(), "new_password", "seven green umbrellas"))
			.expect(200);
		client.get("/api/me").expect(401);
		other.post("/api/logout").expect(204);
		latchkey.admin().delete("/api/admin/users/" + alice.username() + "/throttle").expect(204);
		latchkey.admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200);
		if (latchkey.mode() == Mode.JWT) {
			latchkey.admin().post("/api/admin/keys/rotate").expect(200, 201);
		}
		latchkey.admin().post("/api/admin/logout").expect(200);
	}

}

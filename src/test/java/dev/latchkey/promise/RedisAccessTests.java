package dev.latchkey.promise;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Guide;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RawRedis;
import dev.latchkey.harness.RedisNode;
import dev.latchkey.harness.TestServers;
import dev.latchkey.session.LastSeen;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A Redis that allows Latchkey what the guide says, and nothing else, is enough.
 */
class RedisAccessTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String PASSWORD = "choose-a-password";

	@ParameterizedTest
	@EnumSource
	void isEnoughWithWhatTheGuideAllows(Mode mode) {
		String user = Guide.of("src/docs/operations.md").blocks("redis").get(0);
		assertThat(user).startsWith("user latchkey on >" + PASSWORD + " ");
		try (RedisNode redis = new RedisNode("save \"\"\n" + user + "\n");
				RawRedis asking = new RawRedis(redis);
				Latchkey latchkey = Latchkey.in(mode)
					.on(redis, TestServers.freshDatabase())
					.with("spring.data.redis.username", "latchkey")
					.with("spring.data.redis.password", PASSWORD)
					.patient()
					.start()) {
			await().atMost(PATIENCE).until(() -> asking.call("GET latchkey:revocations:head") != null);
			use(latchkey);
			// whoever has emptied it: the deny-list is written again
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

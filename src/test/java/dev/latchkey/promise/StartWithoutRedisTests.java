package dev.latchkey.promise;

import java.time.Duration;
import java.util.List;

import dev.latchkey.harness.EnumSourceInFull;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RawRedis;
import dev.latchkey.harness.RedisNode;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A node starts while Redis is away, and takes it when it comes.
 */
@ExtendWith(OutputCaptureExtension.class)
class StartWithoutRedisTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@ParameterizedTest
	@EnumSourceInFull(byDefault = "SESSION")
	void startsAndSubscribesWhenRedisComes(Mode mode) {
		try (Server redis = TestServers.redis()) {
			redis.kill();
			try (Latchkey latchkey = Latchkey.in(mode).on(redis, TestServers.freshDatabase()).impatient().start()) {
				latchkey.client().browse("/login").expect(200);
				redis.restart();
				String installation = latchkey.sql().sql("select id from installation").query(String.class).single();
				String channel = "latchkey:revocations:" + installation;
				try (RawRedis raw = new RawRedis(redis)) {
					await().atMost(PATIENCE).until(() -> installation.equals(raw.call("GET latchkey:installation")));
					await().atMost(PATIENCE)
						.until(() -> List.of(channel, "1").equals(raw.call("PUBSUB NUMSUB " + channel)));
				}
				Person person = latchkey.newPerson("USER");
				latchkey.login(person).post("/api/logout").expect(204);
				assertThat(latchkey.login(person).get("/api/me").expect(200).text("/username"))
					.isEqualTo(person.username());
			}
		}
	}

	@Test
	void startsWhileRedisHangsAndUsesItWhenItGoesOn() {
		try (Server redis = TestServers.redis()) {
			redis.pause();
			try (Latchkey latchkey = Latchkey.in(Mode.SESSION)
				.on(redis, TestServers.freshDatabase())
				.impatient()
				.start()) {
				latchkey.client().browse("/login").expect(200);
				Person person = latchkey.newPerson("USER");
				latchkey.client().login(person).expectProblem(503);
				redis.resume();
				await().atMost(PATIENCE).until(() -> latchkey.client().login(person).status() == 200);
			}
			finally {
				redis.resume();
			}
		}
	}

	@Test
	void startsWithAWrongPasswordForRedisAndSaysSo(CapturedOutput output) {
		try (RedisNode redis = new RedisNode("save \"\"\n")) {
			redis.call("CONFIG SET requirepass right");
			try (Latchkey latchkey = Latchkey.in(Mode.SESSION)
				.on(redis, TestServers.freshDatabase())
				.with("spring.data.redis.password", "wrong")
				.start()) {
				assertThat(output).contains("Redis does not accept this user and password. The node starts without it")
					.contains("Correct spring.data.redis.username and spring.data.redis.password.");
				Person person = latchkey.newPerson("USER");
				latchkey.client().login(person).expectProblem(503);
				assertThat(latchkey.client().get("/actuator/health/readiness").status()).isEqualTo(503);
			}
		}
	}

}

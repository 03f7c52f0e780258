package dev.latchkey.promise;

import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.EnumSourceInFull;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.LatchkeySetup;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Ports;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import org.junit.jupiter.params.ParameterizedTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A node starts while the database is away, does what it can without it, and serves when
 * it comes.
 */
class StartWithoutDatabaseTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@ParameterizedTest
	@EnumSourceInFull(byDefault = "JWT")
	void answersMeanwhileAndServesWhenTheDatabaseComes(Mode mode) throws Exception {
		try (Server redis = TestServers.redis(); Server postgres = TestServers.postgres()) {
			LatchkeySetup setup = Latchkey.in(mode)
				.on(redis, TestServers.freshDatabase(postgres))
				.with("server.port", String.valueOf(Ports.free()))
				.impatient();
			Client known;
			Person person;
			try (Latchkey earlier = setup.start()) {
				person = earlier.newPerson("USER");
				known = earlier.login(person);
				known.get("/api/me").expect(200);
			}
			postgres.kill();
			CompletableFuture<Latchkey> starting = CompletableFuture.supplyAsync(setup::start);
			try {
				answersWithoutDatabase(known, person);
				assertUnavailable(known.get("/.well-known/jwks.json"));
				assertThat(starting).isNotDone();
			}
			finally {
				postgres.restart();
			}
			try (Latchkey latchkey = starting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
				known.get("/actuator/health/readiness").expect(200);
				assertThat(known.get("/api/me").expect(200).text("/username")).isEqualTo(person.username());
				latchkey.login(person).post("/api/logout").expect(204);
			}
		}
	}

	private static void answersWithoutDatabase(Client known, Person person) {
		await().atMost(PATIENCE)
			.ignoreExceptionsMatching((ex) -> ex.getCause() instanceof ConnectException)
			.untilAsserted(() -> known.get("/actuator/health/liveness").expect(200));
		assertThat(known.get("/actuator/health/readiness").status()).isEqualTo(503);
		known.browse("/login").expect(200);
		known.get("/api/mode").expect(200);
		assertUnavailable(known.get("/api/me"));
		assertUnavailable(known.post("/api/logout"));
		assertUnavailable(known.login(person));
	}

	private static void assertUnavailable(Answer answer) {
		answer.expectProblem(503);
		assertThat(answer.header("Retry-After")).isPresent();
	}

}

package dev.latchkey.contract;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a reverse proxy and a monitoring system ask.
 */
abstract class ForwardAuthContract extends Contract {

	@ParameterizedTest
	@EnumSource
	void tellsTheProxyWhoItIs(Door door) {
		Person alice = someone();
		Client client = door.open(this.latchkey, alice);
		Answer answer = client.get("/forward-auth").expect(200);
		assertThat(answer.headers("X-Auth-User")).containsExactly(alice.username());
		assertThat(answer.headers("X-Auth-Roles")).containsExactly("USER");
		assertThat(answer.headers("X-Auth-Permissions")).containsExactly("");
		assertThat(answer.headers("X-Auth-Session")).containsExactly(OwnSessionsContract.handleOf(client));
	}

	@Test
	void tellsTheProxyWhatTheyMayDo() {
		Answer answer = admin().get("/forward-auth").expect(200);
		assertThat(answer.header("X-Auth-Permissions").orElseThrow().split("[, ]+")).contains("users:read",
				"sessions:end");
	}

	@Test
	void doesNotBelieveWhatTheRequestSays() {
		Answer stranger = client().call("GET", "/forward-auth").header("X-Auth-User", "admin").send().expect(401);
		assertThat(stranger.header("X-Auth-User")).isEmpty();
		Person alice = someone();
		Answer answer = this.latchkey.login(alice)
			.call("GET", "/forward-auth")
			.header("X-Auth-User", "admin")
			.header("X-Auth-Roles", "ADMIN")
			.send();
		assertThat(answer.expect(200).headers("X-Auth-User")).containsExactly(alice.username());
		assertThat(answer.headers("X-Auth-Roles")).containsExactly("USER");
	}

	@Test
	void neverRedirectsTheProxy() {
		Answer answer = client().browse("/forward-auth").expectProblem(401);
		assertThat(answer.header("Location")).isEmpty();
		assertThat(answer.header("WWW-Authenticate")).isPresent();
	}

	@Test
	void letsTheProxyKnowAtOnceWhoWasPutOut() {
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		client.get("/forward-auth").expect(200);
		admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200);
		Answer answer = client.get("/forward-auth").expectEnded("forced_logout");
		assertThat(answer.header("X-Auth-User")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health/liveness", "/actuator/health/readiness" })
	void tellsAnyoneWhetherItIsWell(String path) {
		Answer answer = client().get(path).expect(200);
		assertThat(answer.text("/status")).isEqualTo("UP");
	}

	@Test
	void readsNoBodyWithoutEndThatComesWithAGet() {
		// Boot would read it for each of the actuator's operations, and for anybody
		client().call("GET", "/actuator/health/liveness")
			.chunked("application/json", "{\"much\":\"" + "x".repeat(20_000) + "\"}")
			.send()
			.expectProblem(413);
	}

	@Test
	void showsMetricsToWhomMayReadThem() {
		client().get("/actuator/prometheus").expect(401);
		this.latchkey.login(someone()).get("/actuator/prometheus").expect(403);
		Answer answer = admin().call("GET", "/actuator/prometheus").accept("text/plain").send().expect(200);
		assertThat(answer.body()).contains("jvm_");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/env", "/beans", "/heapdump", "/threaddump", "/loggers", "/configprops", "/mappings",
			"/shutdown", "/sessions", "/metrics", "/flyway", "/httpexchanges", "/caches", "/scheduledtasks", "/info" })
	void keepsTheRestOfTheActuatorClosed(String path) {
		client().get("/actuator" + path).expect(401, 403, 404);
		admin().get("/actuator" + path).expect(403, 404);
		if (path.equals("/sessions")) {
			assertThat(admin().get("/actuator/sessions?username=admin").status()).isIn(403, 404);
		}
	}

	@Test
	void hidesTheDetailsOfItsHealth() {
		Answer answer = client().get("/actuator/health/readiness");
		assertThat(answer.json().has("components")).isFalse();
		assertThat(this.latchkey.login(Latchkey.ADMIN).get("/actuator/health/liveness").status()).isEqualTo(200);
	}

}

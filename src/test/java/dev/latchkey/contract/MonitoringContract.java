package dev.latchkey.contract;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Latchkey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a monitoring system asks.
 */
abstract class MonitoringContract extends Contract {

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/health/liveness", "/actuator/health/readiness" })
	void tellsAnyoneWhetherItIsWell(String path) {
		Answer answer = client().get(path).expect(200);
		assertThat(answer.text("/status")).isEqualTo("UP");
	}

	@Test
	void readsNoBodyWithoutEndThatComesWithAGet() {
		// Boot would read it for each of the actuator's operations, and for all clients
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

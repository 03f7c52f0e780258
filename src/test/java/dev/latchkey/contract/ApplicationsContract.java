package dev.latchkey.contract;

import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Registered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The applications that may ask about credentials, as an administrator keeps them.
 */
abstract class ApplicationsContract extends Contract {

	private static final String APPLICATIONS = "/api/admin/applications";

	private Answer register(String name) {
		return admin().post(APPLICATIONS, Map.of("name", name));
	}

	private JsonNode listed(String clientId) {
		return admin().get(APPLICATIONS)
			.expect(200)
			.json()
			.get("applications")
			.valueStream()
			.filter((application) -> application.get("client_id").asString().equals(clientId))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void showsTheSecretOnceAndNeverAgain() {
		Answer answer = register("Orders of the north").expect(201);
		assertThat(names(answer.json())).isEqualTo(set("client_id", "client_secret", "name", "created_at"));
		assertThat(answer.text("/client_id")).matches(HANDLE);
		assertThat(answer.text("/client_secret")).matches("[A-Za-z0-9_-]{43}");
		assertThat(answer.text("/name")).isEqualTo("Orders of the north");
		assertThat(answer.text("/created_at")).matches(INSTANT);
		assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
		JsonNode listed = listed(answer.text("/client_id"));
		assertThat(names(listed)).isEqualTo(set("client_id", "name", "created_at", "created_by"));
		assertThat(listed.get("created_at")).isEqualTo(answer.json().get("created_at"));
		assertThat(listed.get("created_by").asString()).isEqualTo(Latchkey.ADMIN.username());
		assertThat(admin().get(APPLICATIONS).body()).doesNotContain(answer.text("/client_secret"));
		assertThat(this.latchkey.sql()
			.sql("select count(*) from application where secret_hash like ?")
			.param("%" + answer.text("/client_secret") + "%")
			.query(Long.class)
			.single()).isZero();
	}

	@Test
	void shutsADeletedApplicationOutAtOnce() {
		Registered application = Registered.at(this.latchkey);
		Registered other = Registered.at(this.latchkey);
		Client client = this.latchkey.login(someone());
		application.introspectActive(client.credential());
		admin().delete(APPLICATIONS + "/" + application.clientId()).expect(204);
		application.introspect(client.credential()).expectProblem(401, "invalid-client");
		application.revoke(client.credential()).expectProblem(401, "invalid-client");
		other.introspectActive(client.credential());
		admin().delete(APPLICATIONS + "/" + application.clientId()).expectProblem(404, "unknown-application");
		assertThat(admin().get(APPLICATIONS).body()).doesNotContain(application.clientId());
	}

	@Test
	void givesANameOnce() {
		register("Twice").expect(201);
		register("Twice").expectProblem(409, "name-taken");
		register("twice").expect(201);
		// one with a separate accent
		register("Caf\u00e9").expect(201);
		register("Cafe\u0301").expectProblem(409, "name-taken");
		register(" Twice\u3000").expectProblem(409, "name-taken");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a\nb", "a\u0000b", "a\u202eb", "\u2066a", "a\u200bb", "a\u00a0b", "a\u2028b",
			"\ufeff", "a\u0007" })
	void refusesANameThatCannotBe(String name) {
		register(name).expectProblem(400, "invalid-name");
	}

	@Test
	void takesNamesOfUpTo64Characters() {
		register("n".repeat(64)).expect(201);
		register("\ud83e\udd89".repeat(64)).expect(201);
		register("n".repeat(65)).expectProblem(400, "invalid-name");
		register("n".repeat(10_000)).expectProblem(400, "invalid-name");
		register("Billing / EU; 100 % \\o/").expect(201);
	}

	@Test
	void refusesWhatIsNoRegistration() {
		for (String body : List.of("", "{}", "{\"name\":null}", "{\"name\":1}", "{\"name\":[\"x\"]}", "[]", "x")) {
			admin().call("POST", APPLICATIONS).body("application/json", body).send().expectProblem(400);
		}
		admin().call("POST", APPLICATIONS)
			.body("application/x-www-form-urlencoded", "name=x")
			.send()
			.expectProblem(415);
		for (String path : List.of("/nobody", "/" + NO_HANDLE, "/x%0Ay", "/" + "x".repeat(3000))) {
			admin().delete(APPLICATIONS + path).expect(404, 400);
		}
		admin().get(APPLICATIONS + "/" + NO_HANDLE).expect(405, 404);
	}

	@Test
	void isForWhomItIsPermittedAndNobodyElse() {
		admin().put("/api/admin/roles/REGISTRAR", Map.of("permissions", List.of("applications:write"))).expect(200);
		admin().put("/api/admin/roles/WRITER", Map.of("permissions", List.of("users:write", "users:read"))).expect(200);
		Client registrar = this.latchkey.login(this.latchkey.newPerson("REGISTRAR"));
		String clientId = registrar.post(APPLICATIONS, Map.of("name", "By a registrar")).expect(201).text("/client_id");
		assertThat(listed(clientId).get("created_by").asString()).startsWith("person-");
		Client writer = this.latchkey.login(this.latchkey.newPerson("WRITER"));
		writer.get(APPLICATIONS).expectProblem(403);
		writer.post(APPLICATIONS, Map.of("name", "By a writer")).expectProblem(403);
		writer.delete(APPLICATIONS + "/" + clientId).expectProblem(403);
		registrar.delete(APPLICATIONS + "/" + clientId).expect(204);
	}

}

package dev.latchkey.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.latchkey.harness.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Signing keys. Applications get signed tokens in either mode, so there are keys in
 * either; the JWT mode has some more for its own.
 */
abstract class KeysContract extends Contract {

	@Test
	void hasASigningKeyAndANextOneForEachUse() {
		Set<String> uses = new TreeSet<>();
		for (JsonNode key : keys()) {
			uses.add(key.get("use").asString());
		}
		assertThat(uses).isEqualTo(jwt() ? Set.of("access_tokens", "applications") : Set.of("applications"));
		for (String use : uses) {
			// one for each algorithm that applications may choose
			assertThat(kids(use, "signing")).as(use).hasSize(use.equals("applications") ? 2 : 1);
			assertThat(kids(use, "next")).as(use).isNotEmpty();
		}
	}

	@Test
	void publishesThePublicPartOfEachKey() {
		Answer answer = client().get("/.well-known/jwks.json").expect(200);
		assertThat(answer.header("Content-Type").orElse("")).startsWith("application/json");
		List<String> published = new ArrayList<>();
		for (JsonNode key : answer.json().get("keys").values()) {
			published.add(key.get("kid").asString());
			assertThat(names(key))
				.isEqualTo("RS256".equals(key.get("alg").asString()) ? Set.of("kty", "n", "e", "kid", "alg", "use")
						: Set.of("kty", "crv", "x", "y", "kid", "alg", "use"));
		}
		assertThat(published).containsExactlyInAnyOrderElementsOf(kids(null, null));
	}

	@Test
	void rotatesAndRevokesAndRecordsIt() {
		JsonNode rotated = admin().post("/api/admin/keys/rotate").expect(200).json();
		assertThat(rotated.get("kid")).isEqualTo(rotated.at("/keys/0/kid"));
		assertThat(rotated.get("keys")).hasSize(jwt() ? 3 : 2);
		String revoked = kids("applications", "signing").get(0);
		JsonNode answer = admin().delete("/api/admin/keys/" + revoked).expect(200).json();
		assertThat(answer.at("/nodes/live")).isEqualTo(answer.at("/nodes/applied"));
		assertThat(answer.at("/applications").toString()).isEqualTo("{\"told\":0,\"pending\":0}");
		this.latchkey.forgetAdmin();
		assertThat(client().get("/.well-known/jwks.json").expect(200).body()).doesNotContain(revoked);
		assertThat(kids(null, null)).doesNotContain(revoked);
		assertThat(kids("applications", "signing")).hasSize(2);
		assertThat(kids("applications", "next")).hasSize(2);
		admin().delete("/api/admin/keys/" + revoked).expectProblem(404);
		Awaitility.await().until(() -> !events("key_revoked", revoked).isEmpty());
		events("key_revoked", revoked).forEach((event) -> assertThat(event.get("actor").asString()).isEqualTo("admin"));
		for (JsonNode key : rotated.get("keys").values()) {
			// another test may have rotated this application's keys minutes ago
			assertThat(events("key_rotated", key.get("kid").asString())).isNotEmpty()
				.allSatisfy((event) -> assertThat(event.get("actor").asString()).isEqualTo("admin"));
		}
	}

	private List<String> kids(String use, String state) {
		return keys().stream()
			.filter((key) -> use == null || key.get("use").asString().equals(use))
			.filter((key) -> state == null || key.get("state").asString().equals(state))
			.map((key) -> key.get("kid").asString())
			.toList();
	}

	private List<JsonNode> keys() {
		return admin().get("/api/admin/keys").expect(200).json().get("keys").valueStream().toList();
	}

	private List<JsonNode> events(String type, String kid) {
		return admin().get("/api/admin/events?type=" + type + "&subject=" + kid)
			.expect(200)
			.json()
			.get("events")
			.valueStream()
			.toList();
	}

}

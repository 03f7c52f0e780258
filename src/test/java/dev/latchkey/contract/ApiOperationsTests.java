package dev.latchkey.contract;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.NodeModules;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.url.UrlSpace;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the description of the API says of each call, and that it is true.
 */
class ApiOperationsTests {

	abstract static class Operations {

		@Test
		void nameEachCallForClients(Latchkey latchkey) {
			Set<String> names = new HashSet<>();
			eachCall(latchkey, (call, said) -> {
				String name = said.path("operationId").asString("");
				assertThat(name).as(call).matches("[a-z]+[A-Za-z]*");
				assertThat(names.add(name)).as(name).isTrue();
				assertThat(said.path("summary").asString("")).as(call).isNotEmpty();
				assertThat(said.path("tags").size()).as(call).isOne();
				assertThat(said.at("/tags/0").asString()).as(call).doesNotContain("-api", "Api", "controller");
			});
		}

		@Test
		void tellThePermissionAndHaveAnExampleOfEachError(Latchkey latchkey) {
			eachCall(latchkey, (call, said) -> {
				HttpMethod method = HttpMethod.valueOf(call.split(" ")[0]);
				String permission = UrlSpace.permissionFor(method, PathContainer.parsePath(call.split(" ")[1]));
				assertThat(said.path("description").asString("")).as(call)
					.isEqualTo((permission != null) ? "Needs the permission `%s`.".formatted(permission) : "");
				Set<String> statuses = new HashSet<>(said.path("responses").propertyNames());
				assertThat(statuses).as(call).contains("503").anyMatch((status) -> status.startsWith("4"));
				said.path("responses")
					.propertyStream()
					.filter((answer) -> answer.getKey().matches("[45].*"))
					.forEach((answer) -> answer.getValue().path("content").forEach((media) -> {
						assertThat(media.path("examples").size()).as(call + answer.getKey()).isPositive();
						media.path("examples").propertyStream().forEach((example) -> isTrue(answer.getKey(), example));
					}));
			});
		}

		private static void isTrue(String status, Map.Entry<String, JsonNode> example) {
			JsonNode value = example.getValue().path("value");
			if (value.has("type")) {
				assertThat(value.path("type").asString()).isEqualTo("urn:latchkey:" + example.getKey());
				assertThat(value.path("status").asInt()).isEqualTo(Integer.parseInt(status));
			}
			else {
				assertThat(value.path("error").asString()).isEqualTo(example.getKey());
			}
		}

		@Test
		void haveTheStatusesThatAreAnswered(Latchkey latchkey) {
			Client admin = latchkey.admin();
			Person alice = latchkey.newPerson("USER");
			JsonNode api = latchkey.client().get("/v3/api-docs").json();
			String user = "/api/admin/users/{username}";
			isSaid(api, "get /api/admin/users", admin.get("/api/admin/users"));
			isSaid(api, "get " + user, admin.get("/api/admin/users/nobody-here"));
			isSaid(api, "post " + user + "/logout",
					admin.call("POST", "/api/admin/users/" + alice.username() + "/logout").send());
			isSaid(api, "delete " + user, admin.call("DELETE", "/api/admin/users/" + alice.username()).send());
			isSaid(api, "put /api/admin/roles/{name}",
					admin.call("PUT", "/api/admin/roles/DESCRIBED").json(Map.of("permissions", Set.of())).send());
			isSaid(api, "delete /api/admin/roles/{name}", admin.call("DELETE", "/api/admin/roles/DESCRIBED").send());
			isSaid(api, "get /api/me", latchkey.client().get("/api/me"));
			isSaid(api, "get /api/admin/users", latchkey.login(latchkey.newPerson("USER")).get("/api/admin/users"));
			isSaid(api, "post /api/login",
					latchkey.client()
						.call("POST", "/api/login")
						.json(Map.of("username", "nobody-here", "password", "wrong"))
						.send());
			isSaid(api, "post /api/password-reset/confirm",
					latchkey.client()
						.call("POST", "/api/password-reset/confirm")
						.json(Map.of("token", "wrong", "new_password", "a long new password"))
						.send());
			isSaid(api, "post /oauth2/introspect",
					latchkey.client().call("POST", "/oauth2/introspect").form("token", "x").send());
			isSaid(api, "post /api/logout",
					latchkey.login(latchkey.newPerson("USER")).call("POST", "/api/logout").send());
		}

		private static void isSaid(JsonNode api, String call, Answer answer) {
			JsonNode said = api.path("paths")
				.path(call.split(" ")[1])
				.path(call.split(" ")[0])
				.path("responses")
				.path(String.valueOf(answer.status()));
			assertThat(said.isMissingNode()).as("%s: %s", call, answer).isFalse();
			if (answer.status() >= 400) {
				String type = answer.text("/type").substring("urn:latchkey:".length());
				assertThat(said.at("/content/application~1problem+json/examples").propertyNames()).as(call)
					.contains(type);
			}
		}

		@Test
		void takeTheCsrfTokenWhereACookieAuthorisesAChange(Latchkey latchkey) {
			eachCall(latchkey, (call, said) -> {
				boolean changes = !call.startsWith("GET ");
				boolean cookie = !UrlSpace.isPublic(call.split(" ")[1]) || call.matches("POST /api/(logout|refresh)");
				assertThat(said.path("parameters").toString().contains("CsrfToken")).as(call)
					.isEqualTo(changes && cookie);
			});
		}

		@Test
		void sayWhichMembersAreAlwaysThere(Latchkey latchkey) {
			JsonNode schemas = latchkey.client().get("/v3/api-docs").json().at("/components/schemas");
			assertThat(schemas.at("/LoginAnswer/required").valueStream().map(JsonNode::asString))
				.containsExactlyInAnyOrder("username", "roles", "permissions", "must_change_password", "session");
			assertThat(schemas.at("/UserChange/required").size()).isZero();
		}

		@Test
		void areThereInYamlToo(Latchkey latchkey) {
			Answer yaml = latchkey.client().call("GET", "/v3/api-docs.yaml").accept("*/*").send().expect(200);
			JsonMapper mapper = new JsonMapper();
			JsonNode read = mapper.valueToTree(new Yaml().load(yaml.body()));
			assertThat(read).isEqualTo(latchkey.client().get("/v3/api-docs").json());
		}

		@Test
		void areCleanForALinter(Latchkey latchkey) throws IOException, InterruptedException {
			Path modules = NodeModules.with("@redocly/cli", "2.77.0");
			Path description = Files.writeString(modules.resolve(getClass().getSimpleName() + ".json"),
					latchkey.client().get("/v3/api-docs").body());
			ProcessBuilder lint = new ProcessBuilder("node", "node_modules/@redocly/cli/bin/cli.js", "lint",
					"--max-problems=20", "--format=stylish", description.toString());
			lint.environment().put("REDOCLY_TELEMETRY", "off");
			lint.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
			Process process = lint.directory(modules.toFile()).redirectErrorStream(true).start();
			String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor()).as(said).isZero();
			assertThat(said).doesNotContain("warning ");
		}

		private static void eachCall(Latchkey latchkey, BiConsumer<String, JsonNode> check) {
			latchkey.client()
				.get("/v3/api-docs")
				.json()
				.get("paths")
				.propertyStream()
				.forEach((path) -> path.getValue()
					.propertyStream()
					.forEach((call) -> check.accept(call.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
							call.getValue())));
		}

	}

	@Nested
	@RunsIn(Latchkey.Mode.SESSION)
	class InSessionMode extends Operations {

	}

	@Nested
	@RunsIn(Latchkey.Mode.JWT)
	class InJwtMode extends Operations {

	}

}

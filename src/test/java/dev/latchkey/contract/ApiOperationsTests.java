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
import java.util.regex.Pattern;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.DescribedApi;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.NodeModules;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.url.UrlSpace;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
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
		void showByExamplesWhatIsSentAndAnswered(Latchkey latchkey) {
			DescribedApi.of(latchkey.client()).checkExamples();
		}

		@Test
		void takeTheCsrfTokenWhereACookieAuthorisesAChange(Latchkey latchkey) {
			eachCall(latchkey, (call, said) -> {
				boolean changes = !call.startsWith("GET ");
				boolean cookie = !UrlSpace.isPublic(call.split(" ")[1]) || call.matches("POST /api/(logout|refresh)");
				assertThat(said.path("parameters").toString().contains("CsrfToken")).as(call)
					.isEqualTo(changes && cookie);
			});
			assertThat(latchkey.client()
				.get("/v3/api-docs")
				.json()
				.at("/components/parameters/CsrfToken/description")
				.asString()).contains(" " + Client.CSRF_COOKIE + ",");
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
			JsonNode read = mapper.valueToTree(new Yaml(new SafeConstructor(new LoaderOptions()),
					new Representer(new DumperOptions()), new DumperOptions(), new PlainTimes())
				.load(yaml.body()));
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

	/**
	 * Reads times as text: YAML 1.2, which OpenAPI is written in, has no type for them.
	 */
	private static final class PlainTimes extends Resolver {

		@Override
		public void addImplicitResolver(Tag tag, Pattern pattern, String first, int limit) {
			if (!tag.equals(Tag.TIMESTAMP)) {
				super.addImplicitResolver(tag, pattern, first, limit);
			}
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

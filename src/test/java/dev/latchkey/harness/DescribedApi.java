package dev.latchkey.harness;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application says of its API, and whether its answers are so. A member that the
 * description does not name is a fault here, though clients have to ignore it.
 */
public final class DescribedApi {

	private static final String PROBLEM = "application/problem+json";

	private final ObjectNode api;

	private final List<DescribedPath> paths = new ArrayList<>();

	private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

	private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

	private DescribedApi(ObjectNode api) {
		this.api = api;
		close(api);
		api.path("paths").propertyNames().forEach((template) -> this.paths.add(DescribedPath.of(template)));
		this.paths.sort(Comparator.comparing(DescribedPath::variables));
	}

	/**
	 * Read what an application says.
	 * @param client a client of it
	 * @return the description
	 */
	public static DescribedApi of(Client client) {
		return new DescribedApi((ObjectNode) client.get("/v3/api-docs").expect(200).json());
	}

	/**
	 * Let objects have no members but those that are named.
	 */
	private static void close(JsonNode node) {
		node.forEach(DescribedApi::close);
		if (node instanceof ObjectNode object && object.path("properties").isObject()
				&& !object.has("additionalProperties")) {
			object.put("additionalProperties", false);
		}
	}

	/**
	 * Fail if the description has the call, and the answer is not one of those that it
	 * names.
	 * @param answer an answer of the application
	 */
	public void check(Answer answer) {
		String method = answer.response().request().method().toLowerCase(Locale.ROOT);
		String path = answer.response().request().uri().getRawPath();
		Optional<JsonPointer> call = this.paths.stream()
			.filter((described) -> described.pattern().matcher(path).matches())
			.findFirst()
			.map((described) -> JsonPointer.empty()
				.appendProperty("paths")
				.appendProperty(described.template())
				.appendProperty(method))
			.filter((found) -> this.api.at(found).isObject());
		if (call.isPresent()) {
			JsonPointer answers = call.get().appendProperty("responses");
			if (answer.status() >= 400) {
				checkError(answers, answer);
			}
			else {
				checkSuccess(answers.appendProperty(String.valueOf(answer.status())), answer);
			}
		}
	}

	private void checkError(JsonPointer answers, Answer answer) {
		if (answer.body().isEmpty()) {
			return;
		}
		boolean problem = type(answer).equals(PROBLEM);
		assertThat(type(answer)).as("the type of an error: %s", answer).isIn(PROBLEM, "application/json");
		String error = problem ? answer.text("/type").replace("urn:latchkey:", "") : answer.text("/error");
		Set<String> described = new TreeSet<>(this.api.at(answers)
			.path(String.valueOf(answer.status()))
			.path("content")
			.path(type(answer))
			.path("examples")
			.propertyNames());
		JsonNode ofAllCalls = this.api.at("/components/responses/Problem/content").path(PROBLEM).path("examples");
		if (ofAllCalls.path(error).at("/value/status").asInt() == answer.status()) {
			described.add(error);
		}
		assertThat(described).as("errors with this status that are described: %s", answer).contains(error);
	}

	private void checkSuccess(JsonPointer described, Answer answer) {
		assertThat(this.api.at(described).isObject()).as("this status is described: %s", answer).isTrue();
		JsonNode content = this.api.at(described).path("content");
		if (content.isEmpty()) {
			assertThat(answer.body()).as("no body is described: %s", answer).isEmpty();
			return;
		}
		assertThat(content.propertyNames()).as("the types that are described: %s", answer).contains(type(answer));
		if (type(answer).equals("application/json")) {
			fits(described.appendProperty("content").appendProperty(type(answer)), answer.json(), answer.toString());
		}
	}

	private static String type(Answer answer) {
		return answer.header("Content-Type").orElse("").split(";", 2)[0];
	}

	/**
	 * Fail unless each call shows by an example what is sent and what is answered, and
	 * the examples are such bodies.
	 */
	public void checkExamples() {
		this.api.path("paths").propertyStream().forEach((path) -> path.getValue().propertyStream().forEach((call) -> {
			JsonPointer at = JsonPointer.empty()
				.appendProperty("paths")
				.appendProperty(path.getKey())
				.appendProperty(call.getKey());
			checkExamples(at.appendProperty("requestBody"));
			call.getValue().path("responses").propertyNames().forEach((status) -> {
				if (status.startsWith("2")) {
					checkExamples(at.appendProperty("responses").appendProperty(status));
				}
			});
		}));
	}

	private void checkExamples(JsonPointer body) {
		this.api.at(body).path("content").propertyStream().forEach((media) -> {
			JsonPointer at = body.appendProperty("content").appendProperty(media.getKey());
			List<JsonNode> examples = new ArrayList<>();
			media.getValue().path("examples").forEach((example) -> examples.add(example.path("value")));
			media.getValue().optional("example").ifPresent(examples::add);
			assertThat(examples).as("examples at %s", at).isNotEmpty();
			examples.forEach((example) -> fits(at, example, "example at " + at));
		});
	}

	private void fits(JsonPointer media, JsonNode body, String what) {
		Schema schema = this.schemas.computeIfAbsent(media.toString(), (pointer) -> {
			ObjectNode root = this.api.objectNode();
			root.setAll(this.api);
			root.put("$ref", "#" + pointer + "/schema");
			return this.registry.getSchema(root);
		});
		assertThat(schema.validate(body,
				(context) -> context.executionConfig((config) -> config.formatAssertionsEnabled(true))))
			.as("what the description does not say: %s", what)
			.isEmpty();
	}

	/**
	 * A path of the description.
	 *
	 * @param template the path, with names for what varies
	 * @param pattern what it looks like in a call
	 * @param variables how many parts vary: where several paths fit, the one with fewest
	 * is meant
	 */
	private record DescribedPath(String template, Pattern pattern, int variables) {

		static DescribedPath of(String template) {
			String[] parts = template.split("\\{[^}]+}", -1);
			StringBuilder pattern = new StringBuilder(Pattern.quote(parts[0]));
			for (int i = 1; i < parts.length; i++) {
				pattern.append("[^/]+").append(Pattern.quote(parts[i]));
			}
			return new DescribedPath(template, Pattern.compile(pattern.toString()), parts.length - 1);
		}

	}

}

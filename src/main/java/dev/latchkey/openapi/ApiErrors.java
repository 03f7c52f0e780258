package dev.latchkey.openapi;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.latchkey.problem.ProblemExamples;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;

/**
 * Describes errors: each status with an example of each type that it has.
 */
final class ApiErrors {

	private static final String PROBLEM = "Problem";

	private static final String OAUTH_ERROR = "OAuthError";

	private static final Map<String, Map<String, Object>> EXAMPLES = ProblemExamples.all();

	private ApiErrors() {
	}

	static Map<String, Schema<?>> schemas() {
		Schema<?> problem = new ObjectSchema()
			.description("An error (RFC 9457), with members of its own for some types")
			.addProperty("type", new StringSchema().example("urn:latchkey:invalid-request"))
			.addProperty("title", new StringSchema())
			.addProperty("status", new IntegerSchema());
		problem.setRequired(List.of("type", "title", "status"));
		problem.setAdditionalProperties(true);
		Schema<?> error = new ObjectSchema().description("An error (RFC 6749, 5.2)")
			.addProperty("error", new StringSchema())
			.addProperty("error_description", new StringSchema());
		error.setRequired(List.of("error"));
		return Map.of(PROBLEM, problem, OAUTH_ERROR, error);
	}

	/**
	 * Add errors to the answers of a call.
	 * @param errors each as its status and its type
	 */
	static void add(ApiResponses answers, Collection<String> errors) {
		Map<String, List<String>> byStatus = errors.stream()
			.distinct()
			.collect(Collectors.groupingBy((error) -> error.split(" ", -1)[0], TreeMap::new,
					Collectors.mapping((error) -> error.split(" ", -1)[1], Collectors.toList())));
		byStatus.forEach((status, types) -> answers.addApiResponse(status, answer(status, types)));
		answers.addApiResponse("default", new ApiResponse().description("Another error")
			.content(new Content().addMediaType("application/problem+json", new MediaType().schema(ref(PROBLEM)))));
	}

	private static ApiResponse answer(String status, List<String> types) {
		Content content = new Content();
		for (String type : types) {
			// types of OAuth have underscores, ours have none
			boolean oauth = type.indexOf('_') > 0;
			MediaType media = content.computeIfAbsent(oauth ? "application/json" : "application/problem+json",
					(name) -> new MediaType().schema(ref(oauth ? OAUTH_ERROR : PROBLEM)));
			media.addExamples(type, new Example().value(oauth ? Map.of("error", type) : problem(status + " " + type)));
		}
		return new ApiResponse().description(String.join(", ", types)).content(content);
	}

	private static Map<String, Object> problem(String error) {
		Map<String, Object> example = EXAMPLES.get(error);
		if (example == null) {
			throw new IllegalStateException("no error is " + error);
		}
		return example;
	}

	private static Schema<?> ref(String name) {
		return new Schema<>().$ref("#/components/schemas/" + name);
	}

}

package dev.latchkey.openapi;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.latchkey.problem.ProblemExamples;
import io.swagger.v3.oas.models.Components;
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

	/**
	 * What any call may answer, as it depends on how the request is sent, or on the site
	 * that sends it.
	 */
	private static final List<String> OF_ALL_CALLS = List.of("400 invalid-request", "403 forbidden",
			"406 not-acceptable", "408 request-timeout", "413 too-large", "414 uri-too-long",
			"415 unsupported-media-type", "421 misdirected-request", "431 request-header-fields-too-large", "503 busy");

	private static final Map<String, Map<String, Object>> EXAMPLES = ProblemExamples.all();

	private ApiErrors() {
	}

	/**
	 * Declare what the answers of calls refer to.
	 */
	static void declare(Components components) {
		schemas().forEach(components::addSchemas);
		MediaType media = new MediaType().schema(ref(PROBLEM));
		OF_ALL_CALLS.forEach((error) -> media.addExamples(type(error), new Example().value(problem(error))));
		components.addResponses(PROBLEM, new ApiResponse().description("An error that any call may answer with")
			.content(new Content().addMediaType("application/problem+json", media)));
	}

	private static Map<String, Schema<?>> schemas() {
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
					Collectors.mapping((error) -> type(error), Collectors.toList())));
		byStatus.forEach((status, types) -> answers.addApiResponse(status, answer(status, types)));
		answers.addApiResponse("default", new ApiResponse().$ref("#/components/responses/" + PROBLEM));
	}

	private static String type(String error) {
		return error.split(" ", -1)[1];
	}

	private static ApiResponse answer(String status, List<String> types) {
		Content content = new Content();
		for (String type : types) {
			// types of OAuth have underscores, and other types have none
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

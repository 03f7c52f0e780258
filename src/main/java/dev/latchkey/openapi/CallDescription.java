package dev.latchkey.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.latchkey.url.UrlSpace;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * Completes the description of each call: its name in clients, its area, what it does,
 * the permission that it takes, its statuses and its errors.
 */
class CallDescription {

	private static final String CSRF = "CsrfToken";

	private static final List<String> FILES = List.of("text/csv", "application/x-ndjson");

	private final ApiOperations operations = new ApiOperations();

	private final String csrfCookie;

	CallDescription(String csrfCookie) {
		this.csrfCookie = csrfCookie;
	}

	/**
	 * Declare what the calls refer to.
	 */
	void declare(OpenAPI api) {
		api.setTags(this.operations.areas()
			.entrySet()
			.stream()
			.map((area) -> new Tag().name(area.getKey()).description(area.getValue()))
			.toList());
		api.getComponents()
			.addParameters(CSRF, new Parameter().in("header")
				.name("X-XSRF-TOKEN")
				.description(
						"The value of the cookie %s, where a cookie authorises the call".formatted(this.csrfCookie))
				.required(false)
				.schema(new StringSchema()));
	}

	/**
	 * Complete a call.
	 */
	void complete(HttpMethod method, String path, Operation call) {
		@Nullable ApiOperation known = this.operations.find(method.name(), path);
		List<String> errors = new ArrayList<>(GeneralErrors.errorsOf(method, path, call));
		if (known != null) {
			errors.addAll(known.errors());
			call.operationId(known.id()).summary(known.summary()).tags(List.of(known.area()));
			call.setResponses(successes(call.getResponses(), known.statuses()));
		}
		@Nullable String permission = GeneralErrors.permission(method, path);
		if (permission != null) {
			call.description("Needs the permission `" + permission + "`.");
		}
		describeFiles(path, call);
		if (call.getParameters() != null) {
			// of one of two ways to ask the same path
			call.getParameters()
				.stream()
				.filter((parameter) -> "format".equals(parameter.getName()))
				.forEach((parameter) -> parameter.setRequired(false));
		}
		if (GeneralErrors.isForgeable(method, path)) {
			call.addParametersItem(new Parameter().$ref("#/components/parameters/" + CSRF));
		}
		ApiErrors.add(call.getResponses(), errors);
	}

	/**
	 * Return the successes under the statuses that they have: the code tells one of them
	 * at most.
	 */
	private static ApiResponses successes(ApiResponses told, List<String> statuses) {
		@Nullable Content content = told.values().iterator().next().getContent();
		ApiResponses answers = new ApiResponses();
		for (String status : statuses) {
			boolean pending = statuses.size() > 1 && status.equals("202");
			answers.addApiResponse(status,
					new ApiResponse().description(pending ? "Done, but not confirmed by every node yet" : "Done")
						.content(content));
		}
		return answers;
	}

	private static void describeFiles(String path, Operation call) {
		if (UrlSpace.takesUserFiles(path)) {
			call.requestBody(new RequestBody().required(true).content(content(FILES)));
			answered(call).content(content(FILES.subList(1, 2)));
		}
		if (path.equals("/api/admin/users/export")) {
			answered(call).content(content(FILES));
		}
		if (path.equals("/api/admin/events")) {
			Objects.requireNonNull(answered(call).getContent()).putAll(content(FILES));
		}
	}

	private static ApiResponse answered(Operation call) {
		return Objects.requireNonNull(call.getResponses().get("200"));
	}

	private static Content content(List<String> types) {
		Content content = new Content();
		types.forEach((type) -> content.addMediaType(type, new MediaType().schema(new StringSchema())));
		return content;
	}

}

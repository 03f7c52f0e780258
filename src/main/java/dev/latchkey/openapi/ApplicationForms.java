package dev.latchkey.openapi;

import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.StringSchema;

/**
 * The parameters that applications send to each of their endpoints, besides their
 * credentials.
 */
final class ApplicationForms {

	private static final List<String> TOKEN = List.of("token");

	private static final Map<String, List<String>> REQUIRED = Map.of("/oauth2/introspect", TOKEN, "/oauth2/revoke",
			TOKEN, "/oauth2/token", List.of("grant_type"), "/oauth2/par",
			List.of("response_type", "redirect_uri", "code_challenge", "code_challenge_method"));

	private static final List<String> HINT = List.of("token_type_hint");

	private static final Map<String, List<String>> OPTIONAL = Map.of("/oauth2/introspect", HINT, "/oauth2/revoke", HINT,
			"/oauth2/token", List.of("code", "redirect_uri", "code_verifier", "refresh_token", "device_code", "scope"),
			"/oauth2/par", List.of("scope", "state", "nonce", "prompt", "max_age"), "/oauth2/device_authorization",
			List.of("scope"));

	private ApplicationForms() {
	}

	/**
	 * Return the form of a path, to which the credentials of the caller can be added.
	 */
	static ObjectSchema formOf(String path) {
		ObjectSchema form = new ObjectSchema();
		List<String> required = REQUIRED.getOrDefault(path, List.of());
		required.forEach((name) -> form.addProperty(name, new StringSchema()));
		OPTIONAL.getOrDefault(path, List.of()).forEach((name) -> form.addProperty(name, field(name)));
		if (!required.isEmpty()) {
			form.setRequired(required);
		}
		return form;
	}

	private static StringSchema field(String name) {
		StringSchema field = new StringSchema();
		if (HINT.contains(name)) {
			field.description("Not needed, and ignored");
		}
		return field;
	}

}

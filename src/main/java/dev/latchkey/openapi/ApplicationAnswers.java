package dev.latchkey.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import org.jspecify.annotations.Nullable;

/**
 * What applications are answered where the code makes a map of it, of which the generator
 * knows no member.
 */
final class ApplicationAnswers {

	/**
	 * Members as {@code name:kind}; a name that ends in {@code ?} is not always there.
	 */
	private static final Map<String, String> MEMBERS = Map.of("TokenAnswer",
			"access_token:text token_type:text expires_in:seconds refresh_token?:text id_token?:text scope?:text",
			"PushedRequestAnswer", "request_uri:text expires_in:seconds", "DeviceCodesAnswer",
			"device_code:text user_code:text verification_uri:text verification_uri_complete:text "
					+ "expires_in:seconds interval:seconds",
			"PersonAnswer",
			"sub:text preferred_username?:text name?:text email?:text email_verified?:flag roles?:texts");

	private static final Map<String, String> BY_PATH = Map.of("/oauth2/token", "TokenAnswer", "/oauth2/par",
			"PushedRequestAnswer", "/oauth2/device_authorization", "DeviceCodesAnswer", "/userinfo", "PersonAnswer");

	private ApplicationAnswers() {
	}

	/**
	 * Declare what the calls refer to.
	 */
	static void declare(Components components) {
		new TreeMap<>(MEMBERS).forEach((name, members) -> components.addSchemas(name, answer(members)));
	}

	private static Schema<?> answer(String members) {
		Schema<?> answer = new ObjectSchema();
		List<String> required = new ArrayList<>();
		for (String member : members.split(" ", -1)) {
			String[] parts = member.split("[?:]+", -1);
			answer.addProperty(parts[0], kind(parts[1]));
			if (!member.contains("?")) {
				required.add(parts[0]);
			}
		}
		answer.setRequired(required);
		return answer;
	}

	private static Schema<?> kind(String kind) {
		return switch (kind) {
			case "texts" -> new ArraySchema().items(new StringSchema());
			case "flag" -> new BooleanSchema();
			case "seconds" -> new IntegerSchema().format("int64");
			default -> new StringSchema();
		};
	}

	/**
	 * Describe what a call answers, if it is one of these.
	 */
	static void describe(String path, Operation call) {
		@Nullable String name = BY_PATH.get(path);
		if (name != null) {
			Schema<?> answer = new Schema<>().$ref("#/components/schemas/" + name);
			call.getResponses().forEach((status, said) -> {
				if (status.startsWith("2") && said.getContent() != null) {
					said.getContent().forEach((type, media) -> media.setSchema(answer));
				}
			});
		}
	}

}

package dev.latchkey.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.latchkey.mode.CookieSettings;
import dev.latchkey.mode.Mode;
import dev.latchkey.url.PublicUrl;
import dev.latchkey.url.UrlSpace;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;

/**
 * Adds to the description of the API what the controllers do not say: which credential a
 * call needs, what an error looks like, and how members are named in JSON. The server is
 * that of the public URL, or the one that was asked, never a host that a request names.
 */
class ApiDescription implements OpenApiCustomizer {

	private final CookieSettings cookies;

	private final String server;

	private final CallCredentials credentials;

	private final CallDescription calls;

	private final CallExamples examples;

	ApiDescription(Mode mode, CookieSettings cookies, PublicUrl publicUrl, Environment environment) {
		this.cookies = cookies;
		this.calls = new CallDescription(csrfCookie());
		this.examples = new CallExamples(mode);
		this.server = publicUrl.isKnown() ? publicUrl.urlOf("") : serverThatIsAsked(environment);
		this.credentials = new CallCredentials(mode, cookies, this.server);
	}

	private static String serverThatIsAsked(Environment environment) {
		String contextPath = environment.getProperty("server.servlet.context-path", "");
		return contextPath.isEmpty() ? "/" : contextPath;
	}

	OpenAPI describe() {
		return new OpenAPI()
			.info(new Info().title("Latchkey")
				.version("1")
				.license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0"))
				.description("Signs users in, and tells who is still signed in. A call that changes something and is "
						+ "authorised by a cookie needs the value of the cookie %s in the header X-XSRF-TOKEN."
							.formatted(csrfCookie())))
			.servers(List.of(new Server().url(this.server)));
	}

	@Override
	public void customise(OpenAPI api) {
		api.getComponents().getSchemas().values().forEach(ApiDescription::nameAsInJson);
		ApiErrors.declare(api.getComponents());
		ApplicationAnswers.declare(api.getComponents());
		this.calls.declare(api);
		this.credentials.schemes().forEach(api.getComponents()::addSecuritySchemes);
		api.getPaths()
			.forEach((path, calls) -> calls.readOperationsMap()
				.forEach((method, call) -> complete(HttpMethod.valueOf(method.name()), path, call)));
	}

	/**
	 * Describe what applications call: they send a form, and authenticate themselves.
	 */
	private static void describeForm(String path, Operation call) {
		ObjectSchema form = ApplicationForms.formOf(path);
		form.addProperty("client_id", new StringSchema().description("Instead of HTTP Basic, with client_secret"));
		form.addProperty("client_secret", new StringSchema());
		call.requestBody(new RequestBody().required(true)
			.content(new Content().addMediaType("application/x-www-form-urlencoded", new MediaType().schema(form))));
	}

	private void complete(HttpMethod method, String path, Operation call) {
		this.calls.complete(method, path, call);
		if (UrlSpace.isForApplications(path)) {
			describeForm(path, call);
		}
		ApplicationAnswers.describe(path, call);
		call.setSecurity(this.credentials.requirementsOf(path));
		this.examples.add(call);
	}

	private String csrfCookie() {
		return this.cookies.name("XSRF-TOKEN");
	}

	/**
	 * Name members as the JSON does: the generator does not know the naming strategy.
	 */
	@SuppressWarnings("rawtypes")
	private static void nameAsInJson(Schema<?> schema) {
		Map<String, Schema> members = schema.getProperties();
		if (members != null) {
			Map<String, Schema> named = new LinkedHashMap<>();
			members.forEach((name, member) -> named.put(snake(name), member));
			schema.setProperties(named);
		}
		if (schema.getRequired() != null) {
			schema.setRequired(schema.getRequired().stream().map(ApiDescription::snake).toList());
		}
	}

	private static String snake(String name) {
		return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
	}

}

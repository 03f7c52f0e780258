package dev.latchkey.contract;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the API says of itself.
 */
class ApiDescriptionTests {

	abstract static class Description {

		private static final Set<String> WITHOUT_CREDENTIAL = Set.of("/api/mode", "/api/login",
				"/.well-known/jwks.json", "/.well-known/openid-configuration",
				"/.well-known/oauth-authorization-server", "/api/login/factor", "/api/login/passkey",
				"/api/login/passkey/options", "/api/password-reset", "/api/password-reset/confirm", "/api/invitation",
				"/api/email/confirm");

		@Test
		void describesTheApiAndNoHostThatACallerMadeUp(Latchkey latchkey) {
			JsonNode api = latchkey.client().call("GET", "/v3/api-docs").header("Host", "evil.example").send().json();
			assertThat(api.toString()).doesNotContain("evil.example");
			assertThat(api.at("/info/title").asString()).isEqualTo("Latchkey");
			assertThat(api.at("/servers/0/url").asString()).isEqualTo("/");
		}

		@Test
		void namesMembersAsTheyAreSent(Latchkey latchkey) {
			JsonNode schemas = latchkey.client().get("/v3/api-docs").json().at("/components/schemas");
			assertThat(schemas.at("/LoginAnswer/properties").propertyNames()).contains("must_change_password",
					"access_token", "refresh_expires_in");
			assertThat(schemas.at("/PasswordRequest/required").valueStream().map(JsonNode::asString))
				.containsExactlyInAnyOrder("current_password", "new_password");
		}

		@Test
		void hasANameOfItsOwnForEachKindOfBody(Latchkey latchkey) {
			// the first request makes the servlet look for them
			latchkey.client().get("/api/mode").expect(200);
			Set<Class<?>> bodies = new HashSet<>();
			Objects.requireNonNull(latchkey.bean(DispatcherServlet.class).getHandlerMappings())
				.stream()
				.filter(RequestMappingHandlerMapping.class::isInstance)
				.flatMap((mapping) -> ((RequestMappingHandlerMapping) mapping).getHandlerMethods().values().stream())
				.filter((method) -> AnnotatedElementUtils.hasAnnotation(method.getBeanType(), ResponseBody.class))
				.forEach((method) -> {
					collect(ResolvableType.forMethodReturnType(method.getMethod()), bodies);
					Stream.of(method.getMethodParameters())
						.filter((parameter) -> parameter.hasParameterAnnotation(RequestBody.class))
						.forEach((parameter) -> collect(ResolvableType.forMethodParameter(parameter), bodies));
				});
			assertThat(bodies).hasSizeGreaterThan(30).extracting(Class::getSimpleName).doesNotHaveDuplicates();
			assertThat(latchkey.client().get("/v3/api-docs").json().at("/components/schemas").propertyNames())
				.allMatch((name) -> name.matches("[A-Z][A-Za-z]{2,}"))
				.doesNotContain("Body", "Page");
		}

		private static void collect(ResolvableType type, Set<Class<?>> bodies) {
			Class<?> raw = type.resolve(Object.class);
			if (raw.isRecord() && bodies.add(raw)) {
				Stream.of(raw.getRecordComponents())
					.forEach((component) -> collect(ResolvableType.forType(component.getGenericType()), bodies));
			}
			Stream.of(type.getGenerics()).forEach((argument) -> collect(argument, bodies));
		}

		@Test
		void saysWhichCredentialACallNeedsAndWhatAnErrorLooksLike(Latchkey latchkey) {
			JsonNode api = latchkey.client().get("/v3/api-docs").json();
			JsonNode schemes = api.at("/components/securitySchemes");
			boolean jwt = latchkey.mode() == Latchkey.Mode.JWT;
			assertThat(schemes.at("/cookie/name").asString()).isEqualTo(Client.COOKIE);
			assertThat(schemes.at("/application/scheme").asString()).isEqualTo("basic");
			assertThat(schemes.at("/refresh_cookie/name").asString("")).isEqualTo(jwt ? Client.REFRESH_COOKIE : "");
			String ofUsers = jwt ? "[{\"bearer\":[]},{\"cookie\":[]}" : "[{\"cookie\":[]}";
			Map<String, String> others = Map.of("/api/logout", ofUsers + ",{}]", "/api/refresh",
					"[{\"refresh_cookie\":[]},{}]", "/userinfo", "[{\"application_token\":[\"openid\"]}]");
			api.get("paths").propertyStream().forEach((path) -> path.getValue().propertyStream().forEach((call) -> {
				String usual = path.getKey().startsWith("/oauth2/") ? "[{\"application\":[]},{}]"
						: (WITHOUT_CREDENTIAL.contains(path.getKey()) ? "[]" : ofUsers + "]");
				assertThat(call.getValue().path("security").toString()).as("%s %s", call.getKey(), path.getKey())
					.isEqualTo(others.getOrDefault(path.getKey(), usual));
				assertThat(call.getValue().at("/responses/default/$ref").asString())
					.isEqualTo("#/components/responses/Problem");
			}));
			assertThat(api.at("/components/responses/Problem/content").propertyNames())
				.containsExactly("application/problem+json");
		}

		@Test
		void describesWhatApplicationsCall(Latchkey latchkey) {
			JsonNode api = latchkey.client().get("/v3/api-docs").json();
			for (String path : Set.of("introspect", "revoke")) {
				JsonNode form = api.at("/paths/~1oauth2~1" + path
						+ "/post/requestBody/content/application~1x-www-form-urlencoded/schema");
				assertThat(form.at("/required/0").asString()).isEqualTo("token");
				assertThat(form.get("properties").propertyNames()).containsExactly("token", "token_type_hint",
						"client_id", "client_secret");
			}
			assertThat(api
				.at("/paths/~1oauth2~1token/post/requestBody/content/application~1x-www-form-urlencoded/schema/required/0")
				.asString()).isEqualTo("grant_type");
			assertThat(api.get("paths").propertyNames()).contains("/oauth2/par", "/userinfo");
			assertThat(api.at("/components/schemas/IntrospectionAnswer/properties").propertyNames()).contains("active",
					"token_type", "auth_time");
			assertThat(api.get("paths").propertyNames()).contains("/api/admin/applications",
					"/api/admin/applications/{clientId}", "/api/admin/applications/{clientId}/secret",
					"/api/me/applications");
			for (String call : Set.of("/post", "~1{clientId}/patch")) {
				assertThat(api
					.at("/paths/~1api~1admin~1applications" + call
							+ "/requestBody/content/application~1json/schema/$ref")
					.asString()).isEqualTo("#/components/schemas/ApplicationRequest");
			}
			assertThat(api.at("/components/schemas/ApplicationRequest/properties").propertyNames())
				.contains("client_id", "proxy", "oidc", "introspect");
		}

	}

	@Nested
	@RunsIn(Latchkey.Mode.SESSION)
	class InSessionMode extends Description {

	}

	@Nested
	@RunsIn(Latchkey.Mode.JWT)
	class InJwtMode extends Description {

	}

}

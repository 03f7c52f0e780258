package dev.latchkey.contract;

import java.util.Set;
import java.util.TreeSet;

import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the API says of itself.
 */
class ApiDescriptionTests {

	abstract static class Description {

		private static final Set<String> WITHOUT_CREDENTIAL = Set.of("/api/mode", "/api/login", "/api/logout",
				"/api/refresh", "/.well-known/jwks.json", "/.well-known/openid-configuration",
				"/.well-known/oauth-authorization-server", "/userinfo", "/api/login/factor", "/api/login/passkey",
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
		void saysWhichCredentialACallNeedsAndWhatAnErrorLooksLike(Latchkey latchkey) {
			JsonNode api = latchkey.client().get("/v3/api-docs").json();
			Set<String> schemes = new TreeSet<>(api.at("/components/securitySchemes").propertyNames());
			assertThat(schemes).contains("cookie", "application");
			assertThat(api.at("/components/securitySchemes/application/scheme").asString()).isEqualTo("basic");
			api.get("paths").propertyStream().forEach((path) -> path.getValue().propertyStream().forEach((call) -> {
				boolean open = WITHOUT_CREDENTIAL.contains(path.getKey());
				JsonNode needed = call.getValue().path("security");
				boolean application = path.getKey().startsWith("/oauth2/");
				assertThat(needed.size()).as("%s %s", call.getKey(), path.getKey())
					.isEqualTo(open ? 0 : (application ? 1 : schemes.size() - 1));
				assertThat(needed.toString().contains("application")).isEqualTo(application);
				assertThat(call.getValue().at("/responses/default/content").propertyNames())
					.containsExactly("application/problem+json");
			}));
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

package com.example.sso;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Person;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * openid-client and oauth4webapi, which are certified and read strictly, go through every
 * flow, and see the error that the standards name where a flow is refused.
 */
class OpenIdClientTests {

	private static final String REDIRECT = "http://127.0.0.1:3000/callback";

	private static final AtomicInteger APPS = new AtomicInteger();

	private static Latchkey latchkey;

	private static NodeRelyingParty openid;

	private static NodeRelyingParty oauth;

	@BeforeAll
	static void start() throws Exception {
		openid = NodeRelyingParty.start("openid-client.mjs");
		oauth = NodeRelyingParty.start("oauth4webapi.mjs");
		latchkey = Latchkey.in(Mode.JWT).with("latchkey.web.public-url", "http://localhost:{port}").start();
	}

	@AfterAll
	static void stop() {
		if (latchkey != null) {
			latchkey.close();
		}
		if (oauth != null) {
			oauth.close();
		}
		if (openid != null) {
			openid.close();
		}
	}

	@Test
	void findAllThatIsThere() {
		App app = register("post", Map.of());
		JsonNode metadata = app.discover(openid);
		assertThat(metadata.get("issuer").asString()).isEqualTo(issuer());
		assertThat(metadata.get("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
		assertThat(app.discover(oauth).get("same").asBoolean()).as("both documents say the same").isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "basic", "post", "none" })
	void signInAndRefresh(String auth) {
		App app = register(auth, auth.equals("none") ? Map.of("public", true) : Map.of());
		app.discover(openid);
		goesThroughTheCodeFlow(openid, app, "RS256");
	}

	@ParameterizedTest
	@CsvSource({ "basic, RS256", "none, ES256" })
	void signInAndRefreshWithOauth4webapi(String auth, String algorithm) {
		App app = register(auth, Map.of("public", auth.equals("none"), "id_token_algorithm", algorithm));
		oauth.expect("discover", "issuer", issuer(), "id", app.id(), "secret", app.secret(), "algorithm", algorithm);
		goesThroughTheCodeFlow(oauth, app, algorithm);
	}

	private static void goesThroughTheCodeFlow(NodeRelyingParty party, App app, String algorithm) {
		Person alice = latchkey.newPerson("USER");
		Client browser = signedIn(alice);
		JsonNode tokens = app.signIn(party, browser);
		JsonNode claims = tokens.get("claims");
		assertThat(claims.get("preferred_username").asString()).isEqualTo(alice.username());
		assertThat(claims.get("roles").toString()).isEqualTo("[\"USER\"]");
		assertThat(claims.get("sid").asString()).isEqualTo(browser.get("/api/me").text("/session/handle"));
		assertThat(header(tokens.get("id_token").asString())).contains("\"" + algorithm + "\"");
		String subject = claims.get("sub").asString();
		JsonNode info = party.expect("userinfo", "id", app.id(), "token", tokens.get("access_token"), "subject",
				subject);
		assertThat(info.get("preferred_username").asString()).isEqualTo(alice.username());
		JsonNode next = party.expect("refresh", "id", app.id(), "token", tokens.get("refresh_token"));
		assertThat(next.get("access_token")).isNotEqualTo(tokens.get("access_token"));
		party.expect("userinfo", "id", app.id(), "token", next.get("access_token"), "subject", subject);
		if (app.secret() != null) {
			assertThat(
					party.expect("introspect", "id", app.id(), "token", next.get("access_token")).get("sub").asString())
				.isEqualTo(subject);
		}
		// what ends the session ends what hangs on it, before the ending is answered
		browser.post("/api/logout").expect(204);
		assertThat(party.refused("refresh", "id", app.id(), "token", next.get("refresh_token")))
			.isEqualTo("invalid_grant");
		assertThat(party.refused("userinfo", "id", app.id(), "token", next.get("access_token")))
			.contains("invalid_token");
		if (app.secret() != null) {
			assertThat(party.expect("introspect", "id", app.id(), "token", next.get("access_token")).toString())
				.isEqualTo("{\"active\":false}");
		}
	}

	@Test
	void pushTheirRequests() {
		App app = register("basic", Map.of());
		app.discover(openid);
		JsonNode begun = openid.expect("begin", "id", app.id(), "redirect", REDIRECT, "par", true);
		assertThat(begun.get("url").asString()).contains("request_uri=urn").doesNotContain("code_challenge");
		String back = back(signedIn(latchkey.newPerson("USER")), begun);
		openid.expect("finish", "id", app.id(), "url", back, "state", begun.get("state"));
	}

	@Test
	void signInOnADevice() {
		App app = register("none", Map.of("public", true));
		app.discover(openid);
		Person alice = latchkey.newPerson("USER");
		JsonNode asked = openid.expect("device", "id", app.id(), "scope", "openid profile");
		Client browser = signedIn(alice);
		browser.call("POST", "/activate/allow")
			.form("user_code", asked.get("user_code").asString(), "_csrf", browser.csrfOfPage("/activate"))
			.send()
			.expect(200, 303);
		JsonNode tokens = openid.expect("poll", "id", app.id(), "answer", asked);
		assertThat(tokens.at("/claims/preferred_username").asString()).isEqualTo(alice.username());
		openid.expect("userinfo", "id", app.id(), "token", tokens.get("access_token"));
		JsonNode denied = openid.expect("device", "id", app.id(), "scope", "openid");
		browser.call("POST", "/activate/deny")
			.form("user_code", denied.get("user_code").asString(), "_csrf", browser.csrfOfPage("/activate"))
			.send()
			.expect(200, 303);
		assertThat(openid.refused("poll", "id", app.id(), "answer", denied)).isEqualTo("access_denied");
	}

	@Test
	void callInTheirOwnName() {
		App app = register("basic", Map.of("scopes", List.of("openid", "orders:read")));
		app.discover(openid);
		JsonNode tokens = openid.expect("credentials", "id", app.id(), "scope", "orders:read");
		assertThat(tokens.has("refresh_token")).isFalse();
		JsonNode about = openid.expect("introspect", "id", app.id(), "token", tokens.get("access_token"));
		assertThat(about.get("sub").asString()).isEqualTo(app.id());
		assertThat(about.get("scope").asString()).isEqualTo("orders:read");
		assertThat(openid.refused("userinfo", "id", app.id(), "token", tokens.get("access_token")))
			.containsAnyOf("invalid_token", "insufficient_scope");
		assertThat(openid.refused("credentials", "id", app.id(), "scope", "orders:write")).isEqualTo("invalid_scope");
	}

	@Test
	void revokeTheirTokens() {
		for (NodeRelyingParty party : List.of(openid, oauth)) {
			App app = register("basic", Map.of());
			app.discover(party);
			JsonNode tokens = app.signIn(party, signedIn(latchkey.newPerson("USER")));
			party.expect("revoke", "id", app.id(), "token", tokens.get("refresh_token"));
			assertThat(party.refused("refresh", "id", app.id(), "token", tokens.get("refresh_token")))
				.isEqualTo("invalid_grant");
			assertThat(party.refused("userinfo", "id", app.id(), "token", tokens.get("access_token")))
				.contains("invalid_token");
		}
	}

	@Test
	void areRefusedAsTheStandardsSay() {
		App app = register("basic", Map.of());
		App other = register("basic", Map.of());
		app.discover(openid);
		other.discover(openid);
		Client browser = signedIn(latchkey.newPerson("USER"));
		JsonNode begun = app.begin(openid);
		assertThat(openid.refused("finish", "id", app.id(), "url", back(browser, begun), "state", begun.get("state"),
				"verifier", "x".repeat(43)))
			.as("another verifier")
			.isEqualTo("invalid_grant");
		JsonNode stolen = app.begin(openid);
		assertThat(
				openid.refused("finish", "id", other.id(), "url", back(browser, stolen), "state", stolen.get("state")))
			.as("another app's code")
			.isEqualTo("invalid_grant");
		JsonNode used = app.begin(openid);
		String back = back(browser, used);
		JsonNode tokens = openid.expect("finish", "id", app.id(), "url", back, "state", used.get("state"));
		assertThat(openid.refused("finish", "id", app.id(), "url", back, "state", used.get("state"))).as("a used code")
			.isEqualTo("invalid_grant");
		assertThat(openid.refused("refresh", "id", other.id(), "token", tokens.get("refresh_token")))
			.as("another app's refresh token")
			.isEqualTo("invalid_grant");
		assertThat(openid.refused("refresh", "id", app.id(), "token", tokens.get("refresh_token"), "scope",
				"openid email offline_access other"))
			.as("more scopes")
			.isEqualTo("invalid_scope");
		openid.expect("discover", "issuer", issuer(), "id", app.id(), "secret", "x".repeat(43), "auth", "basic");
		assertThat(openid.refused("refresh", "id", app.id(), "token", tokens.get("refresh_token"))).as("another secret")
			.isEqualTo("invalid_client");
	}

	@Test
	void areToldWhyNobodyIsSignedIn() {
		App app = register("basic", Map.of());
		app.discover(openid);
		JsonNode begun = openid.expect("begin", "id", app.id(), "redirect", REDIRECT, "more", Map.of("prompt", "none"));
		assertThat(openid.refused("finish", "id", app.id(), "url", back(latchkey.client(), begun), "state",
				begun.get("state")))
			.isEqualTo("login_required");
		JsonNode again = openid.expect("begin", "id", app.id(), "redirect", REDIRECT, "more", Map.of("prompt", "none"));
		openid.expect("finish", "id", app.id(), "url", back(signedIn(latchkey.newPerson("USER")), again), "state",
				again.get("state"));
	}

	@Test
	void leadPeopleToSignOut() {
		App app = register("basic", Map.of("post_logout_redirect_uris", List.of("http://127.0.0.1:3000/")));
		app.discover(openid);
		Client browser = signedIn(latchkey.newPerson("USER"));
		JsonNode tokens = app.signIn(openid, browser);
		String url = openid
			.expect("end", "id", app.id(), "hint", tokens.get("id_token"), "redirect", "http://127.0.0.1:3000/",
					"state", "a b&c")
			.get("url")
			.asString();
		assertThat(browser.browse(pathAndQuery(url)).expect(302, 303).header("Location"))
			.hasValueSatisfying((location) -> assertThat(location).startsWith("http://127.0.0.1:3000/?state=a"));
		browser.get("/api/me").expect(401);
		// and again, when all is over
		assertThat(browser.browse(pathAndQuery(url)).expect(302, 303).header("Location")).isPresent();
	}

	private static Client signedIn(Person person) {
		Client browser = latchkey.client();
		browser.loginForCookies(person).expect(200);
		return browser;
	}

	/**
	 * Let a browser that may be signed in go where the application leads it.
	 * @return where Latchkey leads it back to
	 */
	private static String back(Client browser, JsonNode begun) {
		Answer answer = browser.browse(pathAndQuery(begun.get("url").asString())).expect(302, 303);
		String location = answer.header("Location").orElseThrow();
		assertThat(location).startsWith(REDIRECT + "?");
		return location;
	}

	private static String pathAndQuery(String url) {
		assertThat(url).startsWith(issuer() + "/");
		return url.substring(issuer().length());
	}

	private static String header(String jwt) {
		return new String(Base64.getUrlDecoder().decode(jwt.substring(0, jwt.indexOf('.'))), StandardCharsets.UTF_8);
	}

	private static String issuer() {
		return "http://localhost:" + latchkey.port();
	}

	private static App register(String auth, Map<String, ?> more) {
		String id = "app-" + APPS.incrementAndGet();
		Map<String, Object> oidc = new LinkedHashMap<>(Map.of("redirect_uris", List.of(REDIRECT)));
		oidc.putAll(more);
		JsonNode registered = latchkey.admin()
			.post("/api/admin/applications", Map.of("client_id", id, "name", id, "oidc", oidc))
			.expect(201)
			.json();
		JsonNode secret = registered.path("client_secret");
		return new App(id, secret.isString() ? secret.asString() : null, auth);
	}

	/**
	 * A registered application.
	 *
	 * @param id its client id
	 * @param secret its secret
	 * @param auth how it proves itself
	 */
	private record App(String id, @Nullable String secret, String auth) {

		JsonNode discover(NodeRelyingParty party) {
			return party.expect("discover", "issuer", issuer(), "id", this.id, "secret", this.secret, "auth",
					this.auth);
		}

		JsonNode begin(NodeRelyingParty party) {
			return party.expect("begin", "id", this.id, "redirect", REDIRECT);
		}

		JsonNode signIn(NodeRelyingParty party, Client browser) {
			JsonNode begun = begin(party);
			return party.expect("finish", "id", this.id, "url", back(browser, begun), "state", begun.get("state"));
		}

	}

}

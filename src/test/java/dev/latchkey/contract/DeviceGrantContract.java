package dev.latchkey.contract;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Registered;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How a device without a browser is signed in (RFC 8628), and who may ask about what it
 * was given, and end it (RFC 7662, RFC 7009).
 */
abstract class DeviceGrantContract extends Contract {

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:device_code";

	private static final AtomicInteger APPLICATIONS = new AtomicInteger();

	private static final int AT_ONCE = 20;

	private String publicApplication(String... permission) {
		String clientId = "device-" + APPLICATIONS.incrementAndGet();
		Map<String, Object> oidc = Map.of("redirect_uris", List.of("https://app.example/cb"), "public", true);
		admin().post("/api/admin/applications",
				(permission.length == 0)
						? Map.of("client_id", clientId, "name", "The " + clientId, "oidc", oidc, "introspect", false)
						: Map.of("client_id", clientId, "name", "The " + clientId, "oidc", oidc, "introspect", false,
								"permission", permission[0]))
			.expect(201);
		return clientId;
	}

	private Registered confidentialApplication() {
		String clientId = "device-" + APPLICATIONS.incrementAndGet();
		Answer answer = admin().post("/api/admin/applications", Map.of("client_id", clientId, "name", "The " + clientId,
				"oidc", Map.of("redirect_uris", List.of("https://app.example/cb"))))
			.expect(201);
		return new Registered(client(), clientId, answer.text("/client_secret"));
	}

	private Answer post(String path, String... fields) {
		return client().call("POST", path).body(FORM, encoded(fields)).send();
	}

	private static String encoded(String... fields) {
		StringBuilder form = new StringBuilder();
		for (int i = 0; i < fields.length; i += 2) {
			form.append((i == 0) ? "" : "&")
				.append(fields[i])
				.append('=')
				.append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
		}
		return form.toString();
	}

	private Answer start(String clientId) {
		return post("/oauth2/device_authorization", "client_id", clientId, "scope",
				"openid profile roles offline_access")
			.expect(200);
	}

	private Answer poll(String clientId, String deviceCode) {
		return post("/oauth2/token", "grant_type", GRANT_TYPE, "client_id", clientId, "device_code", deviceCode);
	}

	private Client browser(Person person) {
		Client client = client();
		client.loginForCookies(person).expect(200);
		return client;
	}

	private static Answer submit(Client browser, String action, String userCode) {
		return browser.call("POST", action)
			.form("user_code", userCode)
			.formMore("_csrf", browser.csrfOfPage("/activate"))
			.send();
	}

	private Answer signIn(String clientId, Client browser) {
		Answer started = start(clientId);
		submit(browser, "/activate/allow", started.text("/user_code")).expect(200);
		return poll(clientId, started.text("/device_code")).expect(200);
	}

	private static void refused(Answer answer, String error) {
		assertThat(answer.expect(400).text("/error")).as(answer.toString()).isEqualTo(error);
		assertThat(answer.header("Content-Type").orElse("")).startsWith("application/json");
		assertThat(answer.header("Cache-Control").orElse("")).contains("no-store");
		assertThat(answer.json().has("access_token")).isFalse();
	}

	@Test
	void tellsTheDeviceWhatToShowAndWhenToAsk() {
		String clientId = publicApplication();
		Answer started = start(clientId);
		assertThat(names(started.json())).isEqualTo(set("device_code", "user_code", "verification_uri",
				"verification_uri_complete", "expires_in", "interval"));
		assertThat(started.text("/user_code")).matches("[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}");
		assertThat(started.text("/verification_uri"))
			.isEqualTo("http://localhost:" + this.latchkey.port() + "/activate");
		assertThat(started.text("/verification_uri_complete"))
			.isEqualTo(started.text("/verification_uri") + "?user_code=" + started.text("/user_code"));
		assertThat(started.json().get("expires_in").asInt()).isEqualTo(600);
		assertThat(started.json().get("interval").asInt()).isEqualTo(5);
		assertThat(started.header("Cache-Control").orElse("")).contains("no-store");
		refused(poll(clientId, started.text("/device_code")), "authorization_pending");
		refused(poll(clientId, started.text("/device_code")), "slow_down");
		Answer metadata = client().get("/.well-known/openid-configuration").expect(200);
		assertThat(metadata.text("/device_authorization_endpoint")).endsWith("/oauth2/device_authorization");
		assertThat(metadata.json().at("/grant_types_supported").toString()).contains(GRANT_TYPE);
	}

	@Test
	void showsAPersonWhatTheyAreAskedFor() {
		String clientId = publicApplication();
		Answer started = start(clientId);
		Client browser = browser(someone());
		// a link fills in the form and decides nothing
		assertThat(browser.browse("/activate?user_code=" + started.text("/user_code")).expect(200).body())
			.contains("value=\"" + started.text("/user_code") + "\"")
			.doesNotContain("The " + clientId);
		Answer shown = submit(browser, "/activate",
				started.text("/user_code").replace("-", " ").toLowerCase(Locale.ROOT))
			.expect(200);
		assertThat(shown.body()).contains("The " + clientId, "127.0.0.1", "see your roles", "/activate/allow",
				"/activate/deny", "in front of you", "<code>" + started.text("/user_code") + "</code>");
		refused(poll(clientId, started.text("/device_code")), "authorization_pending");
		submit(browser, "/activate/deny", started.text("/user_code")).expect(200);
		refused(poll(clientId, started.text("/device_code")), "access_denied");
		submit(browser, "/activate/allow", started.text("/user_code")).expect(400);
		refused(poll(clientId, started.text("/device_code")), "access_denied");
	}

	@Test
	void signsTheDeviceInOnce() {
		String clientId = publicApplication();
		Person alice = someone();
		Client browser = browser(alice);
		Answer started = start(clientId);
		submit(browser, "/activate/allow", started.text("/user_code")).expect(200);
		Answer tokens = poll(clientId, started.text("/device_code")).expect(200);
		assertThat(tokens.text("/token_type")).isEqualTo("Bearer");
		assertThat(tokens.text("/scope")).contains("openid", "profile", "roles");
		assertThat(JwtContract.part(tokens.text("/id_token"), 1).get("sid").asString())
			.isEqualTo(OwnSessionsContract.handleOf(browser));
		assertThat(JwtContract.part(tokens.text("/access_token"), 1).get("sid").asString())
			.isEqualTo(OwnSessionsContract.handleOf(browser));
		refused(poll(clientId, started.text("/device_code")), "invalid_grant");
		submit(browser, "/activate/allow", started.text("/user_code")).expect(400);
		assertThat(browser.get("/api/me/events").expect(200).body()).contains("device_approved", clientId);
	}

	@Test
	void endsWithTheSessionThatAllowedIt() {
		String clientId = publicApplication();
		Person alice = someone();
		Client browser = browser(alice);
		Answer tokens = signIn(clientId, browser);
		Answer late = start(clientId);
		submit(browser, "/activate/allow", late.text("/user_code")).expect(200);
		Registered all = Registered.at(this.latchkey);
		all.introspectActive(tokens.text("/access_token"));
		browser.post("/api/logout").expect(204);
		refused(poll(clientId, late.text("/device_code")), "invalid_grant");
		refused(post("/oauth2/token", "grant_type", "refresh_token", "client_id", clientId, "refresh_token",
				tokens.text("/refresh_token")), "invalid_grant");
		all.introspectInactive(tokens.text("/access_token"));
		all.introspectInactive(tokens.text("/refresh_token"));
	}

	@Test
	void givesTokensToOneOfManyAtOnce() throws Exception {
		String clientId = publicApplication();
		Client browser = browser(someone());
		ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
		try {
			String deviceCode = start(clientId, browser);
			CyclicBarrier barrier = new CyclicBarrier(AT_ONCE);
			List<Future<Answer>> polls = new ArrayList<>();
			for (int i = 0; i < AT_ONCE; i++) {
				polls.add(threads.submit(() -> {
					barrier.await();
					return poll(clientId, deviceCode);
				}));
			}
			int given = 0;
			for (Future<Answer> one : polls) {
				if (one.get().status() == 200) {
					given++;
				}
				else {
					// no poll waits for another
					assertThat(one.get().expect(400).text("/error")).isIn("invalid_grant", "slow_down");
				}
			}
			assertThat(given).isOne();
			refused(poll(clientId, deviceCode), "invalid_grant");
		}
		finally {
			threads.shutdownNow();
		}
	}

	private String start(String clientId, Client browser) {
		Answer started = start(clientId);
		submit(browser, "/activate/allow", started.text("/user_code")).expect(200);
		return started.text("/device_code");
	}

	@Test
	void letsNobodyIntoWhatTheyMayNotUse() {
		String clientId = publicApplication("device:use");
		Answer started = start(clientId);
		Client browser = browser(someone());
		assertThat(submit(browser, "/activate", started.text("/user_code")).expect(403).body())
			.contains("You may not use", "The " + clientId)
			.doesNotContain("/activate/allow");
		submit(browser, "/activate/allow", started.text("/user_code")).expect(403);
		refused(poll(clientId, started.text("/device_code")), "authorization_pending");
		Client mighty = browser(this.latchkey.newPerson("ADMIN"));
		submit(mighty, "/activate/allow", started.text("/user_code")).expect(200);
		poll(clientId, started.text("/device_code")).expect(200);
	}

	@Test
	void asksForALoginAndForNoForgedDecision() {
		String clientId = publicApplication();
		Answer started = start(clientId);
		String complete = "/activate?user_code=" + started.text("/user_code");
		assertThat(client().browse(complete).expect(303).header("Location").orElseThrow()).startsWith("/login?")
			.contains(URLEncoder.encode(complete, StandardCharsets.UTF_8));
		Client browser = browser(someone());
		for (String action : List.of("/activate", "/activate/allow", "/activate/deny")) {
			browser.call("POST", action).form("user_code", started.text("/user_code")).send().expect(403);
			client().call("POST", action).form("user_code", started.text("/user_code")).send().expect(303, 403);
			browser.browse(action + "/nothing-here").expect(404);
		}
		browser.browse("/activate/allow").expect(405);
		refused(poll(clientId, started.text("/device_code")), "authorization_pending");
		Person fresh = someone();
		String temporary = admin().post("/api/admin/users/" + fresh.username() + "/password")
			.expect(200)
			.text("/temporary_password");
		assertThat(browser(fresh.with(temporary)).browse("/activate").expect(303).header("Location").orElseThrow())
			.contains("/password");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "BCDF-BCDF", "BCDF-BCD", "<b>", "\0", "🦉", "' or 1=1 --" })
	void knowsNoOtherUserCode(String typed) {
		Client browser = browser(someone());
		for (String action : List.of("/activate", "/activate/allow", "/activate/deny")) {
			Answer answer = submit(browser, action, typed).expect(400);
			assertThat(answer.body()).contains("No device waits with this code").doesNotContain("<b>");
		}
		submit(browser, "/activate", typed.repeat(200)).expect(400);
		browser.call("POST", "/activate")
			.form("x", "y")
			.formMore("_csrf", browser.csrfOfPage("/activate"))
			.send()
			.expect(400);
	}

	@Test
	void refusesRequestsThatAreWrong() {
		String path = "/oauth2/device_authorization";
		String clientId = publicApplication();
		refused(post(path, "client_id", clientId, "scope", "openid admin"), "invalid_scope");
		refused(post(path, "client_id", clientId, "scope", "openid", "scope", "openid"), "invalid_request");
		refused(post(path + "?scope=openid", "client_id", clientId), "invalid_request");
		refused(post("/oauth2/token", "grant_type", GRANT_TYPE, "client_id", clientId), "invalid_request");
		for (String code : List.of("x", "A".repeat(43), "A".repeat(5_000), "\0", "🦉")) {
			refused(poll(clientId, code), "invalid_grant");
		}
		refused(poll(publicApplication(), start(clientId).text("/device_code")), "invalid_grant");
		Registered asking = Registered.at(this.latchkey);
		for (Answer answer : List.of(post(path, "client_id", "nobody-knows-it"), post(path, "x", "y"),
				post(path, "client_id", asking.clientId(), "client_secret", asking.secret()),
				post(path, "client_id", clientId, "client_secret", "x"),
				post(path, "client_id", confidentialApplication().clientId()))) {
			assertThat(answer.expect(401).text("/error")).isEqualTo("invalid_client");
		}
		client().call("POST", path).json(Map.of("client_id", clientId)).send().expect(415);
		admin().delete("/api/admin/applications/" + clientId).expect(204);
		assertThat(post(path, "client_id", clientId).expect(401).text("/error")).isEqualTo("invalid_client");
	}

	@Test
	void isTakenAwayBeforeTheDeviceHasCome() {
		String clientId = publicApplication();
		Client browser = browser(someone());
		Answer first = signIn(clientId, browser);
		Answer started = start(clientId);
		submit(browser, "/activate/allow", started.text("/user_code")).expect(200);
		browser.delete("/api/me/applications/" + clientId).expect(204);
		refused(poll(clientId, started.text("/device_code")), "invalid_grant");
		refused(post("/oauth2/token", "grant_type", "refresh_token", "client_id", clientId, "refresh_token",
				first.text("/refresh_token")), "invalid_grant");
		isSignedIn(browser);
		signIn(clientId, browser);
	}

	@Test
	void goesWithItsApplication() {
		String clientId = publicApplication();
		Client browser = browser(someone());
		Answer started = start(clientId);
		admin().delete("/api/admin/applications/" + clientId).expect(204);
		submit(browser, "/activate", started.text("/user_code")).expect(400);
		submit(browser, "/activate/allow", started.text("/user_code")).expect(400);
		assertThat(poll(clientId, started.text("/device_code")).expect(401).text("/error")).isEqualTo("invalid_client");
		// under the same name it is another one
		admin().post("/api/admin/applications", Map.of("client_id", clientId, "name", "Again " + clientId, "oidc",
				Map.of("redirect_uris", List.of("https://app.example/cb"), "public", true)))
			.expect(201);
		refused(poll(clientId, started.text("/device_code")), "invalid_grant");
	}

	@Test
	void tellsAnApplicationOfWhatItWasGiven() {
		Registered own = confidentialApplication();
		Registered other = confidentialApplication();
		Registered all = Registered.at(this.latchkey);
		Person alice = someone();
		Client browser = browser(alice);
		Answer started = own.call("/oauth2/device_authorization").body(FORM, encoded("scope", "openid roles")).send();
		submit(browser, "/activate/allow", started.expect(200).text("/user_code")).expect(200);
		Answer tokens = device(own, started.text("/device_code")).expect(200);
		for (Registered asking : List.of(own, all)) {
			Answer answer = asking.introspectActive(tokens.text("/access_token"));
			assertThat(names(answer.json())).isEqualTo(set("active", "client_id", "sub", "scope", "roles", "sid", "iat",
					"exp", "auth_time", "amr", "token_type", "iss", "aud", "jti"));
			assertThat(answer.text("/client_id")).isEqualTo(own.clientId());
			assertThat(answer.text("/sid")).isEqualTo(OwnSessionsContract.handleOf(browser));
			assertThat(answer.text("/scope")).isEqualTo("openid roles");
			assertThat(answer.text("/token_type")).isEqualTo("Bearer");
			for (String number : List.of("iat", "exp", "auth_time")) {
				assertThat(answer.json().get(number).isIntegralNumber()).as(number).isTrue();
			}
			Answer refresh = asking.introspectActive(tokens.text("/refresh_token"));
			assertThat(names(refresh.json()))
				.isEqualTo(set("active", "client_id", "sub", "sid", "exp", "auth_time", "amr", "token_type"));
			assertThat(refresh.text("/token_type")).isEqualTo("refresh_token");
		}
		other.introspectInactive(tokens.text("/access_token"));
		other.introspectInactive(tokens.text("/refresh_token"));
		// what is no application's own it cannot end
		for (Registered stranger : List.of(other, all)) {
			stranger.revoke(tokens.text("/access_token")).expect(200);
			stranger.revoke(tokens.text("/refresh_token")).expect(200);
		}
		own.introspectActive(tokens.text("/access_token"));
		isSignedIn(browser);
		own.revoke(tokens.text("/access_token")).expect(200);
		own.introspectInactive(tokens.text("/access_token"));
		own.introspectInactive(tokens.text("/refresh_token"));
		own.revoke(tokens.text("/access_token")).expect(200);
		isSignedIn(browser);
	}

	private static Answer device(Registered application, String deviceCode) {
		return application.call("/oauth2/token")
			.body(FORM, encoded("grant_type", GRANT_TYPE, "device_code", deviceCode))
			.send();
	}

	@Test
	void letsAPublicClientRevokeWhatItWasGivenAndAskNothing() {
		String clientId = publicApplication();
		String other = publicApplication();
		Client browser = browser(someone());
		Answer tokens = signIn(clientId, browser);
		Registered all = Registered.at(this.latchkey);
		String token = tokens.text("/refresh_token");
		post("/oauth2/introspect", "client_id", clientId, "token", token).expectProblem(401, "invalid-client");
		post("/oauth2/revoke", "client_id", other, "token", token).expect(200);
		post("/oauth2/revoke", "client_id", clientId, "token", browser.credential()).expect(200);
		post("/oauth2/revoke", "client_id", clientId, "token", "garbage").expect(200);
		post("/oauth2/revoke", "client_id", "nobody-knows-it", "token", token).expectProblem(401, "invalid-client");
		all.introspectActive(token);
		isSignedIn(browser);
		post("/oauth2/revoke", "client_id", clientId, "token", token).expect(200);
		all.introspectInactive(token);
		all.introspectInactive(tokens.text("/access_token"));
		isSignedIn(browser);
	}

}

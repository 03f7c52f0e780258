package dev.latchkey.web;

import java.net.URI;
import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Printed;
import dev.latchkey.harness.RawConnection;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the settings of the web change: below a path of a host, behind a trusted proxy,
 * and called by scripts of another origin.
 */
@RunsIn(value = Latchkey.Mode.JWT,
		with = { "server.servlet.context-path=/auth", "latchkey.web.trusted-proxies=127.0.0.1",
				"latchkey.web.cors.allowed-origins=https://app.example,https://other.example:8443",
				"latchkey.web.hsts.include-subdomains=true", "latchkey.web.hsts.max-age=30d",
				"latchkey.web.support=Call 4711 & ask for <Anna>." })
class WebSettingsTests {

	private static final String ORIGIN = "https://app.example";

	private Latchkey latchkey;

	@BeforeEach
	void use(Latchkey started) {
		this.latchkey = started;
	}

	private Client client() {
		return new Client(URI.create("http://127.0.0.1:" + this.latchkey.port() + "/auth"));
	}

	private Client signedIn(Person person) {
		Client client = client();
		client.loginByForm(person).expect(303);
		return client;
	}

	@Test
	void leadBelowTheContextPath() {
		Person alice = this.latchkey.newPerson("USER");
		Client client = client();
		assertThat(client.browse("/").expect(303).header("Location")).contains("/auth/login?continue=%2Fauth%2F");
		assertThat(client.browse("/devices?x=1").expect(303).header("Location"))
			.contains("/auth/login?continue=%2Fauth%2Fdevices%3Fx%3D1");
		assertThat(client.loginByForm(alice.with("wrong-password-1")).expect(303).header("Location"))
			.contains("/auth/login?error");
		assertThat(client.loginByForm(alice).expect(303).header("Location")).contains("/auth/");
		assertThat(client.browse("/continue?to=/auth/devices").expect(303).header("Location"))
			.contains("/auth/devices");
		assertThat(client.browse("/continue").expect(303).header("Location")).contains("/auth/");
		// an application beside it
		assertThat(client.browse("/continue?to=/app/x").expect(303).header("Location")).contains("/app/x");
		assertThat(submit(client, "/devices", "/devices/end-others").header("Location"))
			.contains("/auth/devices?done=others");
		assertThat(submit(client, "/password", "/password", "current_password", "wrong-password-1", "new_password",
				"walnut-harbour-kettle-28")
			.header("Location")).contains("/auth/password?error=current_wrong");
		assertThat(submit(client, "/", "/logout").header("Location")).contains("/auth/login?logout");
	}

	@Test
	void sayWhomToAskWhereThereIsNoMail() {
		String line = "Call 4711 &amp; ask for &lt;Anna&gt;.";
		assertThat(client().browse("/forgot").expect(200).body()).contains(line)
			.doesNotContain("name=\"username_or_email\"");
		assertThat(signedIn(this.latchkey.newPerson("USER")).browse("/profile").expect(200).body()).contains(line);
	}

	@Test
	void nameNoHostInARedirect() {
		assertThat(this.latchkey.raw().send("GET /auth HTTP/1.1")).startsWith("HTTP/1.1 302 ")
			.containsIgnoringCase("\r\nLocation: /auth/\r\n");
	}

	@Test
	void leadAdministratorsBelowTheContextPath() {
		Client admin = signedIn(Latchkey.ADMIN);
		Person alice = this.latchkey.newPerson("USER");
		assertThat(submit(admin, "/admin/users", "/admin/users/" + alice.username() + "/logout").header("Location")
			.orElseThrow()).startsWith("/auth/admin/users/" + alice.username() + "?done=");
	}

	private static Answer submit(Client client, String page, String action, String... fields) {
		return client.call("POST", action).form(fields).formMore("_csrf", client.csrfOfPage(page)).send().expect(303);
	}

	@Test
	void linkBelowTheContextPath() {
		Client admin = signedIn(Latchkey.ADMIN);
		for (String page : List.of("/", "/devices", "/password", "/admin/users", "/admin/online", "/admin/events",
				"/admin/applications", "/login", "/nothing-here")) {
			assertThat(admin.browse(page).expect(200, 404).body()).as(page)
				.contains("href=\"/auth/")
				.doesNotContainPattern("(href|src|action)=\"/(?!auth/)");
		}
		// after a form that failed
		Answer refused = admin.call("POST", "/admin/users/nobody/logout")
			.form("_csrf", admin.csrfOfPage("/admin/users"))
			.send()
			.expect(404);
		assertThat(refused.body()).contains("href=\"/auth/admin/users\"");
		assertThat(
				this.latchkey.raw().send("GET /auth/ HTTP/1.1", "Accept: text/html", "Cookie: " + "x".repeat(40_000)))
			.startsWith("HTTP/1.1 431 ")
			.contains("href=\"/auth/.latchkey/assets/latchkey.css\"");
		admin.get("/assets/latchkey.css").expect(200);
	}

	@Test
	void setCookiesForTheHost() {
		// a __Host- cookie has no other path: RFC 6265bis, 4.1.3.2
		Client client = client();
		Answer answer = client.loginByForm(this.latchkey.newPerson("USER")).expect(303);
		assertThat(answer.headers("Set-Cookie")).isNotEmpty().allMatch((cookie) -> cookie.contains("Path=/;"));
	}

	@Test
	void describeTheApiBelowTheContextPath() {
		assertThat(client().get("/v3/api-docs").expect(200).json().at("/servers/0/url").asString()).isEqualTo("/auth");
		assertThat(client().browse("/swagger-ui.html").expect(302).header("Location").orElseThrow())
			.contains("/auth/swagger-ui/index.html");
	}

	@Test
	void answerProgramsBelowTheContextPath() {
		client().get("/api/me").expectProblem(401);
		client().browse("/api/nothing-here").expectProblem(401);
		client().browse("/api/me;x=1").expectProblem(400);
		Client bearer = client();
		bearer.login(this.latchkey.newPerson("USER")).expect(200);
		bearer.refresh().expect(200);
		bearer.get("/forward-auth").expectProblem(403, "unknown-application");
		bearer.get("/.well-known/jwks.json").expect(200);
		client().get("/actuator/health/readiness").expect(200);
	}

	@Test
	void promiseTransportSecurityForAsLongAsIsSet() {
		assertThat(client().call("GET", "/api/mode")
			.header("X-Forwarded-For", "198.51.100.7")
			.header("X-Forwarded-Proto", "https")
			.send()
			.header("Strict-Transport-Security")).contains("max-age=2592000 ; includeSubDomains");
		assertThat(client().get("/api/mode").header("Strict-Transport-Security")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "2001:DB8:0:0:0:0:0:1, 2001:db8::1", "0:0:0:0:0:0:0:1, ::1", "::ffff:198.51.100.9, 198.51.100.9",
			"198.51.100.9, 198.51.100.9", "2001:db8:0:1:0:0:0:7, 2001:db8:0:1::7" })
	void writeAddressesInTheShortForm(String sent, String shown) {
		Person alice = this.latchkey.newPerson("USER");
		Client client = client();
		client.keepTokens(client.call("POST", "/api/login")
			.header("X-Forwarded-For", sent)
			.json(Map.of("username", alice.username(), "password", alice.password()))
			.send()
			.expect(200));
		assertThat(client.get("/api/me/sessions").json().at("/sessions/0/address").asString()).isEqualTo(shown);
		assertThat(client.get("/api/me/events").json().at("/events/0/address").asString()).isEqualTo(shown);
	}

	@Test
	void warnOnceOfAProxyThatIsNotTrusted() throws Exception {
		for (int i = 0; i < 3; i++) {
			try (RawConnection proxy = RawConnection.from("127.0.0.9", this.latchkey.port())) {
				proxy.send("GET /auth/api/mode HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 198.51.100.7\r\n"
						+ "Connection: close\r\n\r\n");
				assertThat(proxy.answer()).startsWith("HTTP/1.1 200 ");
			}
		}
		assertThat(Printed.lines()
			.filter((line) -> line.contains("127.0.0.9") && line.contains("latchkey.web.trusted-proxies"))).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "/api/me, GET", "/api/me/sessions, DELETE", "/api/login, POST", "/api/refresh, POST",
			"/api/admin/users, POST", "/api/admin/users/x, PATCH", "/api/me/password, PUT",
			"/.well-known/jwks.json, GET" })
	void letScriptsOfNamedOriginsAsk(String path, String method) {
		for (String origin : List.of(ORIGIN, "https://other.example:8443")) {
			Answer answer = preflight(path, origin, method).expect(200, 204);
			assertThat(answer.header("Access-Control-Allow-Origin")).contains(origin);
			assertThat(answer.header("Access-Control-Allow-Methods").orElse("")).contains(method);
			assertThat(answer.header("Access-Control-Allow-Headers").orElse("")).containsIgnoringCase("authorization");
			assertThat(answer.headers("Vary")).contains("Origin");
			assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
		}
	}

	private Answer preflight(String path, String origin, String method) {
		return client().call("OPTIONS", path)
			.header("Origin", origin)
			.header("Access-Control-Request-Method", method)
			.header("Access-Control-Request-Headers", "authorization,content-type")
			.send();
	}

	@ParameterizedTest
	@CsvSource({ "/api/me, https://evil.example, GET", "/api/me, null, GET", "/api/me, http://app.example, GET",
			"/api/me, https://app.example:444, GET", "/api/me, https://app.example.evil.example, GET",
			"/login, https://app.example, POST", "/, https://app.example, GET",
			"/devices/end-others, https://app.example, POST", "/oauth2/introspect, https://app.example, POST",
			"/forward-auth, https://app.example, GET", "/actuator/prometheus, https://app.example, GET",
			"/api/me, https://app.example, TRACE" })
	void letNoOthersAsk(String path, String origin, String method) {
		Answer refused = preflight(path, origin, method).expect(403);
		assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
		assertThat(client().call("GET", path)
			.header("Origin", origin)
			.send()
			.header("Access-Control-Allow-Origin")
			.filter((allowed) -> !(path.equals("/api/me") && origin.equals(ORIGIN)))).isEmpty();
	}

	@Test
	void showAnswersToScriptsOfNamedOrigins() {
		Person alice = this.latchkey.newPerson("USER");
		Client script = client();
		isReadable(script.keepTokens(script.call("POST", "/api/login")
			.header("Origin", ORIGIN)
			.header("Sec-Fetch-Site", "cross-site")
			.json(Map.of("username", alice.username(), "password", alice.password()))
			.send()
			.expect(200)));
		isReadable(script.call("GET", "/api/me").header("Origin", ORIGIN).send().expect(200));
		isReadable(script.keepTokens(script.call("POST", "/api/refresh")
			.header("Origin", ORIGIN)
			.json(Map.of("refresh_token", script.refreshToken().orElseThrow()))
			.send()
			.expect(200)));
		isReadable(client().call("GET", "/.well-known/jwks.json").header("Origin", ORIGIN).send().expect(200));
		// they have to see why
		isReadable(client().call("GET", "/api/me").header("Origin", ORIGIN).send().expect(401));
		// so that no cache gives one origin's answer to another
		assertThat(client().get("/.well-known/jwks.json").headers("Vary")).contains("Origin");
	}

	private static void isReadable(Answer answer) {
		assertThat(answer.header("Access-Control-Allow-Origin")).as(answer.toString()).contains(ORIGIN);
		assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/me", "/api/me/sessions" })
	void showNoScriptWhatACookieOpens(String path) {
		Client browser = client();
		browser.loginForCookies(this.latchkey.newPerson("USER")).expect(200);
		assertThat(browser.call("GET", path)
			.header("Origin", ORIGIN)
			.send()
			.expect(200)
			.header("Access-Control-Allow-Origin")).isEmpty();
	}

}

package dev.latchkey.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every answer carries, and what none gives away.
 */
abstract class HeadersContract extends Contract {

	@Test
	void protectsEveryKindOfAnswer() {
		Client alice = client();
		alice.loginForCookies(someone()).expect(200);
		List<Answer> answers = new ArrayList<>(List.of(client().browse("/login").expect(200),
				alice.browse("/").expect(200), client().get("/api/mode").expect(200), alice.get("/api/me").expect(200),
				client().get("/api/me").expect(401), alice.get("/api/admin/users").expect(403),
				alice.get("/api/nothing-here").expect(404), alice.browse("/nothing-here").expect(404),
				client().post("/api/login", Map.of()).expect(400),
				client().get("/actuator/health/liveness").expect(200), client().get("/forward-auth").expect(403),
				client().browse("/").expect(303), client().get("/.well-known/jwks.json").expect(200),
				alice.call("POST", "/api/me").json(Map.of()).send().expect(405),
				client().call("POST", "/login").form("username", "x").send().expect(403),
				client().call("POST", "/api/login").body("text/plain", "x").send().expect(415),
				client().get("/error").expect(404), alice.post("/api/logout").expect(204)));
		answers.add(client().get(stylesheet()).expect(200));
		answers.forEach(HeadersContract::isProtected);
	}

	private String stylesheet() {
		String page = client().browse("/login").body();
		Matcher link = Pattern.compile("<link[^>]*href=\"([^\"]+\\.css[^\"]*)\"").matcher(page);
		assertThat(link.find()).as("a stylesheet in %s", page).isTrue();
		return link.group(1);
	}

	private static void isProtected(Answer answer) {
		assertThat(answer.header("X-Content-Type-Options")).as(answer.toString()).contains("nosniff");
		assertThat(answer.header("Referrer-Policy")).as(answer.toString()).contains("no-referrer");
		assertThat(answer.header("Cross-Origin-Opener-Policy")).as(answer.toString()).contains("same-origin");
		assertThat(answer.header("Cross-Origin-Resource-Policy")).as(answer.toString()).contains("same-origin");
		String policy = answer.header("Content-Security-Policy").orElse("");
		assertThat(List.of(policy.split(";\\s*"))).as(answer.toString())
			.contains("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'",
					"form-action 'self'");
		assertThat(policy).doesNotContain("unsafe-inline", "unsafe-eval");
		assertThat(answer.headers("Content-Security-Policy")).hasSize(1);
		assertThat(answer.header("Strict-Transport-Security")).as("only over TLS").isEmpty();
		assertThat(answer.header("Server")).as("nobody's business").isEmpty();
		assertThat(answer.header("X-Powered-By")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api//me", "/api/me;x=1", "/api/%2e%2e/me", "/api/me%2f", "/api/me%00", "/api/me%0a",
			"/api/../api/me" })
	void protectsWhatTheFirewallRefuses(String path) {
		String answer = this.latchkey.raw().send("GET " + path + " HTTP/1.1");
		assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d.*");
		givesNothingAway(answer);
		String head = answer.toLowerCase(Locale.ROOT);
		assertThat(head).contains("x-content-type-options: nosniff", "default-src 'self'",
				"referrer-policy: no-referrer");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /api/me|x HTTP/1.1", "GET /%zz HTTP/1.1", "GET /<script> HTTP/1.1", "GARBAGE",
			"BR{W / HTTP/1.1", "GET / HTTP/9.9", "TRACE / HTTP/1.1", "TRACK / HTTP/1.1", "CONNECT x:1 HTTP/1.1",
			"OPTIONS * HTTP/1.1", "PROPFIND /api/me HTTP/1.1" })
	void givesNothingAwayToWhatIsNoRequest(String line) {
		String answer = this.latchkey.raw().send(line);
		givesNothingAway(answer);
		assertThat(answer).doesNotContainPattern("^HTTP/1.1 50[02-4]");
	}

	private static void givesNothingAway(String answer) {
		assertThat(answer).doesNotContainIgnoringCase("tomcat")
			.doesNotContain("Exception", "\tat ", "java.", "springframework", "<script>");
	}

	@Test
	void letsNobodyStoreWhatIsAboutAUser() {
		Client client = client();
		notStored(client.loginForCookies(Latchkey.ADMIN).expect(200));
		for (String path : List.of("/api/me", "/api/me/sessions", "/api/admin/users", "/api/admin/users/admin",
				"/api/admin/sessions", "/api/admin/users/admin/sessions")) {
			notStored(client.get(path).expect(200));
		}
		notStored(client.browse("/").expect(200));
		notStored(client().get("/api/me"));
		notStored(client().loginByForm(someone()));
		notStored(client.post("/api/logout").expect(204));
	}

	private static void notStored(Answer answer) {
		assertThat(answer.header("Cache-Control").orElse("")).as(answer.toString()).contains("no-store");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/error", "/error?status=200", "/error/404" })
	void hasNoErrorPageToAskFor(String path) {
		Client client = this.latchkey.login(someone());
		client.get(path).expect(404);
		client.browse(path).expect(404);
		client().browse("/error").expect(303, 404);
	}

	@Test
	void writesProblemsForThosePathsEvenToBrowsers() {
		Client client = this.latchkey.login(someone());
		client.browse("/api/nothing-here").expectProblem(404);
		client.browse("/api/admin/users").expectProblem(403);
		client().browse("/api/me").expectProblem(401);
		client().browse("/api/me;x=1").expectProblem(400);
	}

	@Test
	void writesPagesForBrowsersElsewhere() {
		Client client = client();
		client.loginByForm(someone()).expect(303);
		Answer page = client.browse("/nothing-here").expect(404);
		assertThat(page.header("Content-Type").orElse("")).startsWith("text/html");
		client.get("/nothing-here").expectProblem(404);
	}

	@Test
	void hasNoScriptInItsPages() {
		Client client = client();
		client.loginByForm(Latchkey.ADMIN).expect(303);
		for (String page : List.of(client().browse("/login").body(), client.browse("/").body())) {
			assertThat(page).doesNotContainPattern("<script(?![^>]*\\bsrc=)")
				.doesNotContainPattern("<style")
				.doesNotContainPattern("\\sstyle=")
				.doesNotContainPattern("\\son[a-z]+=\"");
		}
	}

	@Test
	void answersOnlyMethodsThatItKnows() {
		Client client = this.latchkey.login(someone());
		client.call("POST", "/api/me").json(Map.of()).send().expectProblem(405);
		client.call("PUT", "/api/me/sessions").json(Map.of()).send().expectProblem(405);
	}

	/**
	 * In no format that a library brings, whose members would have other names.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "application/yaml", "application/xml", "text/xml", "application/cbor",
			"application/x-jackson-smile", "application/x-protobuf", "application/atom+xml", "text/html" })
	void answersProgramsInJsonOnly(String type) {
		Client client = this.latchkey.login(Latchkey.ADMIN);
		for (String path : List.of("/api/mode", "/api/me", "/api/me/sessions", "/api/admin/users")) {
			client.call("GET", path).accept(type).send().expectProblem(406);
			assertThat(client.call("GET", path)
				.accept(type + ", */*;q=0.1")
				.send()
				.expect(200)
				.header("Content-Type")
				.orElse("")).as("%s of %s", type, path).startsWith("application/json");
		}
	}

	@ParameterizedTest
	@CsvSource({ "POST, /api/me, GET", "DELETE, /api/mode, GET", "GET, /api/login, POST", "DELETE, /login, GET POST",
			"PATCH, /api/me/sessions, GET DELETE", "GET, /oauth2/introspect, POST",
			"POST, /actuator/health/liveness, GET", "POST, /assets/latchkey.css, GET HEAD",
			"PUT, /api/admin/applications/x, DELETE GET PATCH" })
	void namesTheMethodsThatItKnows(String method, String path, String known) {
		Client client = client();
		client.loginForCookies(Latchkey.ADMIN).expect(200);
		Answer answer = client.call(method, path).send().expectProblem(405, "method-not-allowed");
		assertThat(answer.header("Allow").orElse("").split(", ?")).contains(known.split(" ")).doesNotContain(method);
	}

	@Test
	void namesThemToTrace() {
		String answer = this.latchkey.raw().send("TRACE /login HTTP/1.1");
		assertThat(answer).startsWith("HTTP/1.1 405 ")
			.containsIgnoringCase("\r\nAllow: ")
			.contains("urn:latchkey:method-not-allowed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/me", "/api/login", "/api/refresh", "/api/admin/users", "/.well-known/jwks.json",
			"/login", "/", "/devices/end-others", "/oauth2/introspect", "/assets/latchkey.css",
			"/actuator/health/liveness", "/actuator/prometheus", "/v3/api-docs", "/nothing-here" })
	void allowsNoOtherOrigin(String path) {
		Answer preflight = client().call("OPTIONS", path)
			.header("Origin", "https://evil.example")
			.header("Access-Control-Request-Method", "POST")
			.header("Access-Control-Request-Headers", "authorization")
			.send();
		preflight.expectProblem(403, "forbidden");
		assertThat(preflight.response().headers().map().keySet())
			.noneMatch((name) -> name.startsWith("access-control-"));
		assertThat(client().call("GET", path)
			.header("Origin", "https://evil.example")
			.send()
			.header("Access-Control-Allow-Origin")).isEmpty();
	}

}

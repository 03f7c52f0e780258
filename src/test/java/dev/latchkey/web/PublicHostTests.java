package dev.latchkey.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Call;
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
 * What Latchkey answers on the host of its public URL, and on others. Requests come from
 * a trusted proxy on 127.0.0.1, and from others.
 */
@RunsIn(value = Latchkey.Mode.JWT,
		with = { "latchkey.web.public-url=https://login.example.com", "latchkey.web.trusted-proxies=127.0.0.1" })
class PublicHostTests {

	private static final String PUBLIC = "https://login.example.com";

	private static final String[] FOREIGN = { "wiki.example.com", "localhost", "localhost:8080", "127.0.0.1", "[::1]",
			"login.example.com:80", "login.example.com:8443", "login.example.com.evil.example", "example.com",
			"xn--login-example-com" };

	private Latchkey latchkey;

	@BeforeEach
	void use(Latchkey started) {
		this.latchkey = started;
	}

	private Client asking(String host) {
		return new Client(URI.create("http://127.0.0.1:" + this.latchkey.port())).asking(host);
	}

	private Client onPublicHost() {
		return asking("login.example.com");
	}

	@Test
	void answersAllOnThePublicHost() {
		Person alice = this.latchkey.newPerson("USER");
		Client browser = onPublicHost();
		assertThat(browser.browse("/devices?x=1").expect(303).header("Location"))
			.contains("/login?continue=%2Fdevices%3Fx%3D1");
		assertThat(browser.loginByForm(alice, "continue", "/devices?x=1").expect(303).header("Location"))
			.contains("/devices?x=1");
		browser.browse("/devices").expect(200);
		browser.get("/api/me").expect(200);
		browser.get("/assets/latchkey.css").expect(200);
		assertThat(browser.call("POST", "/logout")
			.form("_csrf", browser.csrfOfPage("/"))
			.send()
			.expect(303)
			.header("Location")).contains("/login?logout");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "LOGIN.example.COM", "login.example.com.", "login.example.com:443", "Login.Example.com.:443" })
	void knowsThePublicHostInEachSpelling(String host) {
		asking(host).get("/api/mode").expect(200);
		asking(host).browse("/login").expect(200);
		assertThat(asking(host).browse("/").expect(303).header("Location").orElseThrow()).startsWith("/login?");
	}

	@Test
	void leadsPeopleToThePublicHost() {
		for (String host : FOREIGN) {
			for (String page : List.of("/", "/login", "/login?continue=%2Fdevices%3Fx", "/devices?x=%20&y=a+b&&z",
					"/password", "/logout", "/admin/users", "/continue?entry=abc", "/nothing/here%3F", "//evil.example",
					"/x/%2e%2e/y", "/a;b=c/d", "/swagger-ui.html")) {
				Answer led = asking(host).browse(page).expect(303);
				assertThat(led.header("Location")).as(host).contains(PUBLIC + page);
				assertThat(led.headers("Set-Cookie")).isEmpty();
				assertThat(led.header("Content-Security-Policy")).isPresent();
			}
			assertThat(asking(host).call("HEAD", "/devices")
				.accept("*/*")
				.header("Sec-Fetch-Mode", "navigate")
				.send()
				.expect(303)
				.header("Location")).contains(PUBLIC + "/devices");
		}
	}

	@Test
	void leadsNowhereFromAnAddressThatIsTooLong() {
		assertThat(asking("wiki.example.com").browse("/reports?q=" + "x".repeat(20_000)).expect(303).header("Location"))
			.contains(PUBLIC + "/");
	}

	@Test
	void answersNothingElseElsewhere() {
		Person alice = this.latchkey.newPerson("USER");
		Client signedIn = onPublicHost();
		signedIn.loginByForm(alice).expect(303);
		Client bearer = onPublicHost();
		bearer.login(alice).expect(200);
		String csrf = signedIn.csrfOfPage("/devices");
		String form = "username=%s&password=%s&_csrf=%s".formatted(alice.username(), alice.password(), csrf);
		long sessions = this.latchkey.sessionRows();
		for (String host : FOREIGN) {
			signedIn.asking(host);
			bearer.asking(host);
			List<Call> calls = new ArrayList<>();
			for (String path : List.of("/api/mode", "/api/me", "/api/admin/users", "/assets/latchkey.css",
					"/favicon.ico", "/v3/api-docs", "/oauth2", "/oauth2/other", "/", "/login")) {
				calls.add(signedIn.call("GET", path));
				calls.add(bearer.call("GET", path));
			}
			for (String path : List.of("/login", "/logout", "/password", "/devices/end-others", "/api/login", "/",
					"/nothing-here", "/oauth2/token")) {
				calls.add(signedIn.call("POST", path)
					.body("application/x-www-form-urlencoded", form)
					.header("Sec-Fetch-Mode", "navigate"));
				calls.add(bearer.call("POST", path)
					.json(Map.of("username", alice.username(), "password", alice.password())));
				calls.add(bearer.call("OPTIONS", path)
					.header("Origin", "https://wiki.example.com")
					.header("Access-Control-Request-Method", "POST"));
			}
			calls.add(bearer.call("DELETE", "/api/me/sessions"));
			for (Call call : calls) {
				Answer refused = call.send().expectProblem(421, "misdirected-request");
				assertThat(refused.header("Location")).as(refused.toString()).isEmpty();
				assertThat(refused.headers("Set-Cookie")).as(refused.toString()).isEmpty();
			}
		}
		assertThat(this.latchkey.sessionRows()).isEqualTo(sessions);
		signedIn.asking("login.example.com").get("/api/me").expect(200);
	}

	@Test
	void tellsPeopleThatWhatTheySentWentAstray() {
		assertThat(asking("wiki.example.com").call("GET", "/login")
			.accept("text/html")
			.header("Sec-Fetch-Mode", "cors")
			.send()
			.expect(421)
			.header("Location")).isEmpty();
		Answer page = asking("wiki.example.com").call("POST", "/login")
			.form("username", "alice", "password", "x")
			.send()
			.expect(421);
		assertThat(page.body()).contains("Nothing was changed", "\"/.latchkey/assets/latchkey.css\"")
			.doesNotContain("\"/assets/");
	}

	@Test
	void answersOnEveryHostWhatApplicationsNeed() {
		for (String host : FOREIGN) {
			Client application = asking(host);
			application.get("/.latchkey/assets/latchkey.css").expect(200);
			application.get("/.latchkey/assets/nothing.css").expect(404);
			application.get("/actuator/health/liveness").expect(200);
			application.get("/actuator/health/readiness").expect(200);
			application.get("/.well-known/jwks.json").expect(200);
			application.call("POST", "/oauth2/introspect").form("token", "x").send().expect(401);
			application.call("POST", "/oauth2/revoke").form("token", "x").send().expect(401);
			assertThat(application.get("/forward-auth").status()).isIn(401, 403);
			assertThat(application.get("/forward-auth/nginx").status()).isNotIn(303, 421);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/.latchkey/../login", "/.latchkey/..;/login", "/.latchkey/%2e%2e/login",
			"/.latchkey%2f..%2flogin", "/.latchkey/%2e%2e%2flogin", "/forward-auth/../login", "/actuator/..;x/login",
			"/.well-known/../login", "//.latchkey/../login", "/login;/.latchkey/", "/login;x=/forward-auth",
			"/login#/.latchkey/", "/.latchkey/..\\login", "/oauth2/introspect/../../login" })
	void takesNoOtherPageForAReservedOne(String path) {
		assertThat(raw("GET " + path + " HTTP/1.1", "Host: wiki.example.com", "Accept: text/html")).as(path)
			.doesNotStartWith("HTTP/1.1 200")
			.doesNotContain("name=\"password\"");
	}

	@Test
	void isCalledByOneNameThatTheRequestNames() {
		// RFC 9112, 3.2
		assertThat(raw("GET /api/mode HTTP/1.1")).startsWith("HTTP/1.1 400 ");
		assertThat(raw("GET /api/mode HTTP/1.1", "Host: login.example.com", "Host: login.example.com"))
			.startsWith("HTTP/1.1 400 ");
		for (String none : List.of("", "login_example.com", "login.example.com,wiki.example.com", "login.example.com:x",
				"login..example.com", "[::1", "*", "login.example.com/")) {
			assertThat(raw("GET /api/mode HTTP/1.1", "Host: " + none)).as(none).containsPattern("^HTTP/1.1 4(00|21) ");
		}
		assertThat(raw("GET http://login.example.com/api/mode HTTP/1.1", "Host: wiki.example.com"))
			.startsWith("HTTP/1.1 400 ");
		assertThat(raw("GET http://login.example.com/api/mode HTTP/1.1", "Host: login.example.com"))
			.startsWith("HTTP/1.1 200 ");
		assertThat(raw("GET http://wiki.example.com/api/mode HTTP/1.1", "Host: wiki.example.com"))
			.startsWith("HTTP/1.1 421 ");
		assertThat(raw("GET /api/mode HTTP/1.0")).startsWith("HTTP/1.1 421 ");
		assertThat(raw("GET / HTTP/1.0", "Accept: text/html")).startsWith("HTTP/1.1 303 ")
			.containsIgnoringCase("\r\nLocation: https://login.example.com/\r\n");
		assertThat(raw("GET /actuator/health/liveness HTTP/1.0")).startsWith("HTTP/1.1 200 ");
	}

	private String raw(String... head) {
		return this.latchkey.raw().sendAll(String.join("\r\n", head) + "\r\nConnection: close\r\n\r\n");
	}

	@Test
	void believesATrustedProxyAboutTheHost() {
		assertThat(forwarded("127.0.0.1", "127.0.0.1:8080", "X-Forwarded-Host: login.example.com")).isEqualTo(200);
		assertThat(forwarded("127.0.0.1", "login.example.com", "X-Forwarded-Host: wiki.example.com")).isEqualTo(421);
		assertThat(forwarded("127.0.0.1", "wiki.example.com", "X-Forwarded-Host: login.example.com:443",
				"X-Forwarded-Proto: https"))
			.isEqualTo(200);
		// others could say what they like
		assertThat(forwarded("127.0.0.9", "wiki.example.com", "X-Forwarded-Host: login.example.com")).isEqualTo(421);
		assertThat(forwarded("127.0.0.9", "login.example.com", "X-Forwarded-Host: wiki.example.com")).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "login.example.com, login.example.com", "login.example.com,wiki.example.com", "''", "' '",
					"login.example.com/x", "https://login.example.com", "user@login.example.com", "login.example.com:0",
					"login..example.com", "login.example.com\u00e4", "login.example.com:443:443" })
	void letsNothingThroughWhereATrustedProxySaysNoHost(String said) {
		assertThat(forwarded("127.0.0.1", "login.example.com", "X-Forwarded-Host: " + said)).isEqualTo(421);
		assertThat(forwarded("127.0.0.1", "login.example.com", "X-Forwarded-Host: login.example.com",
				"X-Forwarded-Host: " + said))
			.isEqualTo(421);
	}

	private int forwarded(String peer, String host, String... headers) {
		try (RawConnection proxy = RawConnection.from(peer, this.latchkey.port())) {
			return RawConnection.status(proxy.ask("GET /api/mode HTTP/1.1\r\nHost: " + host + "\r\n"
					+ String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n"));
		}
	}

	@Test
	void namesThePublicUrlWhereSomebodyHasToBeTold() throws Exception {
		assertThat(onPublicHost().get("/v3/api-docs").expect(200).json().at("/servers/0/url").asString())
			.isEqualTo(PUBLIC);
		assertThat(Printed.lines().filter((line) -> line.endsWith("People sign in at " + PUBLIC))).isNotEmpty();
	}

}

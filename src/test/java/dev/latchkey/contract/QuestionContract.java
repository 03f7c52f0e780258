package dev.latchkey.contract;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.nimbusds.jwt.SignedJWT;
import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Asking;
import dev.latchkey.harness.Call;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.ProxiedApplication;
import dev.latchkey.harness.ProxiedBrowser;
import dev.latchkey.harness.RawConnection;
import dev.latchkey.harness.Repetitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a reverse proxy asks about each request, and what it is told.
 */
abstract class QuestionContract extends Contract {

	private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH",
			"PROPFIND", "FROB");

	private static final List<String> FEW = List.of("GET", "HEAD", "POST", "FROB");

	private static final List<String> IDENTITY = List.of("X-Auth-User", "X-Auth-Roles", "X-Auth-Permissions",
			"X-Auth-Session");

	/**
	 * Return each method in each dialect; by default in the other dialects only a few
	 * methods of each kind.
	 */
	static Stream<Arguments> questions() {
		return Stream.of(Asking.values())
			.flatMap((asking) -> METHODS.stream()
				.filter((method) -> Repetitions.full() || asking == Asking.BY_HEADERS || FEW.contains(method))
				.map((method) -> Arguments.of(asking, method)));
	}

	private ProxiedBrowser browser() {
		return new ProxiedBrowser(this.latchkey);
	}

	private ProxiedBrowser inside(Person person, ProxiedApplication application) {
		ProxiedBrowser browser = browser().of(person);
		assertThat(browser.visit(Asking.BY_HEADERS, "https://" + application.host(), "/").last().status())
			.isEqualTo(200);
		return browser;
	}

	private static Answer isNoOne(Answer answer) {
		IDENTITY.forEach((header) -> assertThat(answer.headers(header)).as(answer.toString()).isEmpty());
		assertThat(answer.cookies()).as(answer.toString()).isEmpty();
		return answer;
	}

	@ParameterizedTest
	@MethodSource("questions")
	void isAnsweredAlikeForEachMethod(Asking asking, String method) {
		Person alice = someone();
		ProxiedApplication wiki = ProxiedApplication.at(this.latchkey);
		ProxiedBrowser browser = inside(alice, wiki);
		String origin = "https://" + wiki.host();
		for (Call call : List.of(browser.ask(asking, method, origin, "/x?y"),
				browser.ask(asking, method, origin, "/x?y").accept(Client.PAGES).header("Sec-Fetch-Mode", "navigate"),
				browser.ask(asking, method, origin, "/x?y")
					.header("Origin", "https://elsewhere.example")
					.header("Access-Control-Request-Method", "PUT")
					.header("Sec-Fetch-Site", "cross-site"))) {
			Answer answer = call.send().expect(200);
			assertThat(answer.headers("X-Auth-User")).containsExactly(alice.username());
			assertThat(answer.headers("X-Auth-Roles")).containsExactly("USER");
			assertThat(answer.headers("X-Auth-Permissions")).containsExactly("");
			assertThat(answer.headers("X-Auth-Session")).hasSize(1);
			assertThat(answer.header("Cache-Control")).contains("no-store");
			assertThat(answer.body()).isEmpty();
		}
	}

	@ParameterizedTest
	@MethodSource("questions")
	void leadsOnlyNavigationsToTheLogin(Asking asking, String method) {
		ProxiedApplication wiki = ProxiedApplication.at(this.latchkey);
		String origin = "https://" + wiki.host();
		boolean reading = method.equals("GET") || method.equals("HEAD");
		Answer navigation = browser().ask(asking, method, origin, "/a%20b?x=1&y=2")
			.accept(Client.PAGES)
			.header("Sec-Fetch-Mode", "navigate")
			.send();
		isNoOne(navigation).expect((reading && asking != Asking.AS_NGINX) ? 303 : 401);
		assertThat(navigation.header("Location").orElse(null))
			.isEqualTo(reading ? origin + "/.latchkey/start?to=%2Fa%2520b%3Fx%3D1%26y%3D2" : null);
		for (String mode : List.of("cors", "no-cors", "same-origin", "websocket")) {
			Answer other = browser().ask(asking, method, origin, "/")
				.accept(Client.PAGES)
				.header("Sec-Fetch-Mode", mode)
				.send();
			isNoOne(other).expect(401);
			assertThat(other.header("Location")).isEmpty();
			assertThat(other.header("WWW-Authenticate")).isPresent();
			if (!method.equals("HEAD") || asking != Asking.AS_ENVOY) {
				other.expectProblem(401, "login-required");
			}
		}
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", quoteCharacter = '"',
			value = { "navigate,-,true", "navigate,*/*,true", "navigate,application/json,true", "-,text/html,true",
					"-,\"application/xhtml+xml, TEXT/HTML;q=0.1\",true", "-,text/html;charset=utf-8,true",
					"-,text/html;q=0,false", "-,*/*,false", "-,text/*,false", "-,application/xhtml+xml,false",
					"-,text/htmlx,false", "-,text/html;q=x,false", "-,/,false", "cors,text/html,false",
					"Navigate,text/html,false", "navigate2,text/html,false", "\"navigate, cors\",text/html,false",
					"no-cors,text/html,false", "same-origin,text/html,false", "\"\",text/html,true" })
	void knowsANavigation(String mode, String accept, boolean navigation) {
		ProxiedApplication wiki = ProxiedApplication.at(this.latchkey);
		Call call = browser().ask(Asking.BY_HEADERS, "GET", "https://" + wiki.host(), "/");
		if (mode != null) {
			call.header("Sec-Fetch-Mode", mode);
		}
		call.accept((accept != null) ? accept : "image/png");
		call.send().expect(navigation ? 303 : 401);
	}

	@Test
	void doesNotGuessAMethodThatIsNotNamedOnce() {
		ProxiedApplication wiki = ProxiedApplication.at(this.latchkey);
		Call none = client().call("GET", "/forward-auth").header("X-Forwarded-Host", wiki.host()).accept("text/html");
		Call two = browser().ask(Asking.BY_HEADERS, "GET", "https://" + wiki.host(), "/")
			.header("X-Forwarded-Method", "POST")
			.accept("text/html");
		for (Call call : List.of(none, two)) {
			assertThat(call.send().expectProblem(401, "login-required").header("Location")).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void refusesWhoMayNotUseTheApplication(Asking asking) {
		ProxiedApplication open = ProxiedApplication.at(this.latchkey);
		ProxiedApplication wiki = ProxiedApplication.at(this.latchkey, "users:read", false,
				"forbidden-" + asking.ordinal() + ".example.com");
		ProxiedBrowser browser = browser().of(someone());
		browser.visit(asking, "https://" + open.host(), "/").last().expect(200);
		Answer page = browser.visit(asking, "https://" + wiki.host(), "/x").last().expect(403);
		assertThat(page.body()).contains("You may not use " + wiki.name());
		ProxiedBrowser admins = browser().of(Latchkey.ADMIN);
		assertThat(admins.visit(asking, "https://" + wiki.host(), "/x").last().expect(200).header("X-Auth-Permissions"))
			.hasValueSatisfying((permissions) -> assertThat(permissions.split(",")).contains("users:read"));
		// the right was taken away, and the host credential stays
		this.latchkey.sql()
			.sql("update application set permission = 'nobody:has' where client_id = ?")
			.param(wiki.clientId())
			.update();
		this.latchkey.sql().sql("update application_registry set version = version + 1").update();
		org.awaitility.Awaitility.await()
			.until(() -> admins.ask(asking, "POST", "https://" + wiki.host(), "/x").send().status() == 403);
		isNoOne(admins.ask(asking, "POST", "https://" + wiki.host(), "/x").send()).expectProblem(403, "forbidden");
		Answer refused = isNoOne(admins.navigate(asking, "https://" + wiki.host(), "/x")).expect(403);
		assertThat(refused.header("Location")).isEmpty();
		if (asking != Asking.AS_NGINX) {
			assertThat(refused.body()).contains("You may not use " + wiki.name(), "/.latchkey/assets/latchkey.css")
				.doesNotContain("href=\"/\"", "\"/assets/", "href=\"/devices\"");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "%s", "%S", "%s.", "%s:443", "%S.:443" })
	void knowsAHostHoweverItIsWritten(String spelling) {
		ProxiedApplication wiki = ProxiedApplication.at(this.latchkey);
		String written = String.format(Locale.ROOT, spelling, wiki.host());
		client().call("GET", "/forward-auth")
			.header("X-Forwarded-Method", "POST")
			.header("X-Forwarded-Proto", "https")
			.header("X-Forwarded-Host", written)
			.send()
			.expectProblem(401, "login-required");
		client().call("GET", "/forward-auth/nginx")
			.header("X-Original-URL", "https://" + written + "/x")
			.send()
			.expectProblem(401, "login-required");
	}

	@ParameterizedTest
	@ValueSource(strings = { "unknown.example.com", "", " ", "%s:444", "%s:80", "x.%s", "%s.example", "%s, %s", "%s,",
			"a@%s", "%s/", "%s#", "%s?", "https://%s", "%s:", "%s:x", "%s:0", "%s:99999", "..", "[::1", "[]",
			"\u00e4.example" })
	void letsNothingThroughForAHostThatIsNotRegistered(String spelling) {
		ProxiedApplication wiki = ProxiedApplication.at(this.latchkey);
		ProxiedBrowser browser = inside(someone(), wiki);
		String host = spelling.replace("%s", wiki.host());
		String cookie = browser.at(wiki.host()).cookie("__Host-latchkey-app").orElseThrow().value();
		for (String[] question : List.of(
				new String[] { "GET /forward-auth HTTP/1.1", "X-Forwarded-Host: " + host, "X-Forwarded-Method: GET" },
				new String[] { "GET /forward-auth/nginx HTTP/1.1", "X-Original-Method: GET",
						"X-Original-URL: https://" + host + "/x" },
				new String[] { "GET /forward-auth/envoy/x HTTP/1.1", "X-Forwarded-Host: " + host })) {
			String[] head = Stream
				.concat(Stream.of(question), Stream.of("Accept: text/html", "Sec-Fetch-Mode: navigate",
						"X-Forwarded-Proto: https", "Cookie: __Host-latchkey-app=" + cookie))
				.toArray(String[]::new);
			if ((spelling.equals("%s/") || spelling.equals("%s?")) && question[0].contains("nginx")) {
				continue;
			}
			assertThat(this.latchkey.raw().send(head)).as("%s", List.of(head))
				.startsWith("HTTP/1.1 403 ")
				.contains("urn:latchkey:unknown-application")
				.doesNotContainIgnoringCase("\r\nX-Auth")
				.doesNotContainIgnoringCase("\r\nLocation");
		}
	}

	@Test
	void letsNothingThroughWhereTheHostIsNotSaidOnce() {
		ProxiedApplication wiki = ProxiedApplication.at(this.latchkey);
		String url = "X-Original-URL: https://" + wiki.host() + "/";
		String host = "X-Forwarded-Host: " + wiki.host();
		for (String[] head : List.of(new String[] { "GET /forward-auth HTTP/1.1" },
				new String[] { "GET /forward-auth HTTP/1.1", url },
				new String[] { "GET /forward-auth HTTP/1.1", host, host },
				new String[] { "GET /forward-auth/envoy/ HTTP/1.1", host, host },
				new String[] { "GET /forward-auth/nginx HTTP/1.1", host },
				new String[] { "GET /forward-auth/nginx HTTP/1.1", url, url },
				new String[] { "GET /forward-auth/nginx HTTP/1.1", "X-Original-URL: /" },
				new String[] { "GET /forward-auth/nginx HTTP/1.1", "X-Original-URL: https:///x" },
				new String[] { "GET /forward-auth/nginx HTTP/1.1", "X-Original-URL: ftp://" + wiki.host() + "/x" })) {
			assertThat(this.latchkey.raw().send(head)).as("%s", List.of(head))
				.startsWith("HTTP/1.1 403 ")
				.contains("urn:latchkey:unknown-application");
		}
	}

	@Test
	void believesNothingFromAnAddressThatIsNotTrusted() {
		ProxiedApplication wiki = ProxiedApplication.at(this.latchkey);
		ProxiedBrowser browser = inside(someone(), wiki);
		String cookie = browser.at(wiki.host()).cookie("__Host-latchkey-app").orElseThrow().value();
		for (String path : List.of("/forward-auth", "/forward-auth/nginx", "/forward-auth/envoy/x")) {
			String question = "GET " + path + " HTTP/1.1\r\nHost: " + wiki.host() + "\r\nConnection: close\r\n"
					+ "X-Forwarded-Host: " + wiki.host() + "\r\nX-Forwarded-Method: GET\r\nX-Forwarded-Proto: https\r\n"
					+ "X-Original-Method: GET\r\nX-Original-URL: https://" + wiki.host() + "/\r\nAccept: text/html\r\n"
					+ "X-Forwarded-For: 127.0.0.1\r\nCookie: __Host-latchkey-app=" + cookie + "\r\n\r\n";
			try (RawConnection proxy = RawConnection.from("127.0.0.1", this.latchkey.port());
					RawConnection stranger = RawConnection.from("127.0.0.9", this.latchkey.port())) {
				assertThat(proxy.send(question).untilClosed()).as(path).startsWith("HTTP/1.1 200 ");
				assertThat(stranger.send(question).untilClosed()).as(path)
					.startsWith("HTTP/1.1 403 ")
					.contains("urn:latchkey:unknown-application")
					.doesNotContainIgnoringCase("\r\nX-Auth");
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer x", "Bearer", "Basic YTpi", "bearer eyJhbGciOiJub25lIn0.e30.", "", "Negotiate x" })
	void leavesAuthorizationToTheApplication(String authorization) {
		ProxiedApplication wiki = ProxiedApplication.at(this.latchkey);
		ProxiedBrowser browser = inside(someone(), wiki);
		for (Asking asking : Asking.values()) {
			browser.ask(asking, "GET", "https://" + wiki.host(), "/")
				.header("Authorization", authorization)
				.header("Authorization", "Bearer y")
				.send()
				.expect(200);
			browser().ask(asking, "GET", "https://" + wiki.host(), "/")
				.header("Authorization", authorization)
				.send()
				.expectProblem(401, "login-required");
		}
	}

	@Test
	void takesATokenOfOursWhereTheApplicationSaysSo() {
		ProxiedApplication closed = ProxiedApplication.at(this.latchkey);
		ProxiedApplication api = ProxiedApplication.at(this.latchkey, null, true, "api.example.com");
		Person alice = someone();
		Client client = this.latchkey.login(alice);
		String token = "Bearer " + client.credential();
		Answer answer = browser().ask(Asking.BY_HEADERS, "POST", "https://" + api.host(), "/")
			.header("Authorization", token)
			.send();
		if (jwt()) {
			assertThat(answer.expect(200).headers("X-Auth-User")).containsExactly(alice.username());
		}
		else {
			isNoOne(answer).expectProblem(401, "login-required");
		}
		isNoOne(browser().ask(Asking.BY_HEADERS, "POST", "https://" + closed.host(), "/")
			.header("Authorization", token)
			.send()).expectProblem(401, "login-required");
		client.post("/api/logout").expect(204);
		isNoOne(browser().ask(Asking.BY_HEADERS, "POST", "https://" + api.host(), "/")
			.header("Authorization", token)
			.send()).expectProblem(401, jwt() ? "session-ended" : "login-required");
		// what is no token of Latchkey's takes nothing from a person who is signed in
		inside(alice, api).ask(Asking.BY_HEADERS, "POST", "https://" + api.host(), "/")
			.header("Authorization", "Bearer of-the-application")
			.send()
			.expect(200);
	}

	@Test
	void looksAtNoCookieButTheHostsOwn() {
		ProxiedApplication wiki = ProxiedApplication.at(this.latchkey);
		ProxiedApplication shop = ProxiedApplication.at(this.latchkey);
		Person alice = someone();
		ProxiedBrowser browser = inside(alice, wiki);
		Map<String, String> useless = Map.of("__Host-latchkey-app",
				browser.at(wiki.host()).cookie("__Host-latchkey-app").orElseThrow().value(), "__Host-latchkey",
				browser.loginHost().credential());
		useless.forEach((name,
				value) -> isNoOne(browser().ask(Asking.BY_HEADERS, "POST", "https://" + shop.host(), "/")
					.header("Cookie", name + "=" + value)
					.send()).expect(401));
		useless.keySet()
			.forEach((name) -> client().call("GET", "/api/me")
				.header("Cookie", name + "=" + useless.get("__Host-latchkey-app"))
				.send()
				.expectProblem(401));
		browser.at(wiki.host()).withCookie("__Host-latchkey", "stale").withCookie("SESSION", "x");
		browser.ask(Asking.BY_HEADERS, "POST", "https://" + wiki.host(), "/").send().expect(200);
	}

	@ParameterizedTest
	@EnumSource
	void readsAHeadOf32Kilobytes(Asking asking) {
		ProxiedApplication wiki = ProxiedApplication.at(this.latchkey);
		ProxiedBrowser browser = inside(someone(), wiki);
		String cookie = "__Host-latchkey-app="
				+ browser.at(wiki.host()).cookie("__Host-latchkey-app").orElseThrow().value();
		String others = IntStream.range(0, 300)
			.mapToObj((i) -> "app-" + i + "=" + "x".repeat(80))
			.collect(Collectors.joining("; "));
		browser().ask(asking, "POST", "https://" + wiki.host(), "/")
			.header("Cookie", others + "; " + cookie)
			.header("X-Much", "y".repeat(5_000))
			.send()
			.expect(200);
	}

	@ParameterizedTest
	@EnumSource
	void answersQuestionsWithABody(Asking asking) {
		ProxiedApplication wiki = ProxiedApplication.at(this.latchkey);
		ProxiedBrowser browser = inside(someone(), wiki);
		browser.ask(asking, "POST", "https://" + wiki.host(), "/")
			.body("image/png", "x".repeat(8_000))
			.send()
			.expect(200);
		browser().ask(asking, "POST", "https://" + wiki.host(), "/")
			.body("multipart/form-data", "x")
			.send()
			.expectProblem(401, "login-required");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/x[1]?a[]=1|2&b={c}", "/x%2Fy", "/x;a=b/c;d", "//x//y", "/x%5Cy", "/x\\y", "/%00", "/%FF",
			"/%zz", "/..%2f..", "/../../x", "/x?%zz&;=\"<>`^", "/|{}", "/?", "", "/x?a=%00" })
	void readsWhatEnvoyHandsOnAsItIs(String target) {
		ProxiedApplication wiki = ProxiedApplication.at(this.latchkey);
		String answer = this.latchkey.raw()
			.send("GET /forward-auth/envoy" + target + " HTTP/1.1", "X-Forwarded-Host: " + wiki.host(),
					"X-Forwarded-Proto: https", "Accept: text/html", "Sec-Fetch-Mode: navigate");
		assertThat(answer).startsWith("HTTP/1.1 303 ")
			.contains("\r\nLocation: https://" + wiki.host() + "/.latchkey/start?to=" + encoded(target) + "\r\n");
	}

	private static String encoded(String target) {
		boolean foreign = target.isEmpty() || target.startsWith("//");
		return (foreign ? "/" : target).chars()
			.mapToObj((c) -> (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0) ? Character.toString(c)
					: String.format("%%%02X", c))
			.collect(Collectors.joining());
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /forward-auth?a[]=1|2 HTTP/1.1", "GET /forward-auth/nginx?{x} HTTP/1.1" })
	void readsAQueryThatAProxyLeavesThere(String line) {
		ProxiedApplication wiki = ProxiedApplication.at(this.latchkey);
		assertThat(this.latchkey.raw()
			.send(line, "X-Forwarded-Host: " + wiki.host(), "X-Original-URL: https://" + wiki.host() + "/"))
			.startsWith("HTTP/1.1 401 ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET /api/mode?a[]=1 HTTP/1.1", "GET /api|x HTTP/1.1", "GET /login?{x} HTTP/1.1",
			"GET /api/mode?\\ HTTP/1.1", "GET /forward-auth/x[1] HTTP/1.1", "GET /forward-authx?[ HTTP/1.1",
			"GET /%2Fapi/mode HTTP/1.1" })
	void refusesElsewhereWhatIsNoUrl(String line) {
		assertThat(this.latchkey.raw().send(line)).startsWith("HTTP/1.1 400 ").contains("urn:latchkey:invalid-request");
	}

	@ParameterizedTest
	@EnumSource
	void handsOutAnAssertionWhereTheApplicationAsksForIt(Asking asking) throws Exception {
		ProxiedApplication plain = ProxiedApplication.at(this.latchkey);
		ProxiedApplication wiki = ProxiedApplication.at(this.latchkey);
		Person alice = someone();
		ProxiedBrowser browser = inside(alice, wiki);
		browser.visit(Asking.BY_HEADERS, "https://" + plain.host(), "/").last().expect(200);
		this.latchkey.sql()
			.sql("update application set proxy_assertion = true where client_id = ?")
			.param(wiki.clientId())
			.update();
		this.latchkey.sql().sql("update application_registry set version = version + 1").update();
		org.awaitility.Awaitility.await()
			.until(() -> browser.ask(asking, "POST", "https://" + wiki.host(), "/")
				.send()
				.expect(200)
				.headers("X-Auth-Assertion")
				.size() == 1);
		Answer answer = browser.ask(asking, "POST", "https://" + wiki.host(), "/").send().expect(200);
		SignedJWT assertion = SignedJWT.parse(answer.header("X-Auth-Assertion").orElseThrow());
		assertThat(assertion.getHeader().getType().getType()).isEqualTo("auth+jwt");
		assertThat(assertion.getJWTClaimsSet().getAudience()).containsExactly(wiki.clientId());
		assertThat(assertion.getJWTClaimsSet().getClaim("preferred_username")).isEqualTo(alice.username());
		assertThat(assertion.getJWTClaimsSet().getStringListClaim("amr")).containsExactly("pwd");
		assertThat(assertion.getJWTClaimsSet().getLongClaim("auth_time")).isPositive();
		assertThat(List.of(assertion.getJWTClaimsSet().getStringClaim("sid")))
			.isEqualTo(answer.headers("X-Auth-Session"));
		assertThat(browser.ask(asking, "POST", "https://" + plain.host(), "/")
			.send()
			.expect(200)
			.headers("X-Auth-Assertion")).isEmpty();
		admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200);
		assertThat(isNoOne(browser.ask(asking, "POST", "https://" + wiki.host(), "/").send().expect(401))
			.headers("X-Auth-Assertion")).isEmpty();
	}

	@Test
	void noticesAtOnceWhoWasPutOut() {
		ProxiedApplication wiki = ProxiedApplication.at(this.latchkey);
		Person alice = someone();
		ProxiedBrowser browser = inside(alice, wiki);
		admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200);
		isNoOne(browser.ask(Asking.BY_HEADERS, "POST", "https://" + wiki.host(), "/").send())
			.expectEnded("forced_logout");
		browser.navigate(Asking.BY_HEADERS, "https://" + wiki.host(), "/").expect(303);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/forward-auth/x", "/forward-auth/", "/forward-auth/nginx/", "/forward-auth/envoyx",
			"/%66orward-auth", "/forward-auth;x" })
	void answersNoOtherQuestion(String path) {
		ProxiedApplication wiki = ProxiedApplication.at(this.latchkey);
		assertThat(this.latchkey.raw()
			.status("GET " + path + " HTTP/1.1", "X-Forwarded-Host: localhost:" + this.latchkey.port(),
					"X-Original-URL: https://" + wiki.host() + "/"))
			.isIn(400, 404);
	}

}

package dev.latchkey.proxy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.Cookie;
import dev.latchkey.browser.Visitor;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RunningServer;
import dev.latchkey.proxy.TlsClient.Reply;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real proxies in front of two real apps, with the very lines that
 * {@code src/docs/forward-auth.md} shows, and with people at real browsers.
 */
class ProxyTests {

	private static final Map<Mode, ProxiedApps> STARTED = new EnumMap<>(Mode.class);

	@TempDir
	private static Path directory;

	@AfterAll
	static void stop() {
		STARTED.values().forEach(ProxiedApps::close);
		STARTED.clear();
	}

	private static ProxiedApps in(Mode mode) throws Exception {
		ProxiedApps started = STARTED.get(mode);
		if (started == null) {
			started = new ProxiedApps(mode, Files.createDirectory(directory.resolve(mode.name())));
			STARTED.put(mode, started);
		}
		return started;
	}

	/**
	 * What the lines for a proxy have to say.
	 */
	@TestInstance(Lifecycle.PER_CLASS)
	abstract static class BehindAProxy {

		private static final AtomicInteger LINKS = new AtomicInteger();

		static final String COOKIE = "__Host-latchkey-app";

		private final ProxyKind kind;

		private final Mode mode;

		private final List<Visitor> visitors = new ArrayList<>();

		ProxiedApps apps;

		private RunningServer proxy;

		/**
		 * Signed in at the wiki as long as the proxy runs, for tests that end nothing.
		 */
		private Visitor home;

		private Person member;

		String credential;

		BehindAProxy(ProxyKind kind, Mode mode) {
			this.kind = kind;
			this.mode = mode;
		}

		@BeforeAll
		void start(@TempDir Path own) throws Exception {
			this.apps = in(this.mode);
			ProxyPlaces places = this.apps.places();
			this.proxy = new RunningServer(this.kind.prepare(own, places), own.resolve("output"), places.port());
			this.member = this.apps.reader();
			this.home = signedIn(this.member);
			this.visitors.clear();
			this.credential = credential(this.home, ProxiedApps.WIKI);
		}

		@AfterAll
		void stop() {
			if (this.home != null) {
				this.home.context().close();
			}
			if (this.proxy != null) {
				this.proxy.close();
			}
		}

		@AfterEach
		void brokeNoPolicy() {
			this.visitors.forEach((visitor) -> {
				visitor.context().close();
				assertThat(visitor.complaints()).noneMatch((complaint) -> complaint.contains("violates"));
			});
			this.visitors.clear();
		}

		/**
		 * Return the links that a proxy may spoil on the way.
		 */
		Stream<String> links() {
			return Stream.of("/a%20b/c%2Fd;e=f//g?x=%26&y=[1]|2&z=%C3%A9+%22&z=%25");
		}

		@ParameterizedTest
		@MethodSource("links")
		void leadsAStrangerThroughTheLoginToTheVeryLink(String path) {
			String link = link(path);
			Person alice = this.apps.reader();
			Visitor visitor = visitor().open(ProxiedApps.WIKI + link);
			assertThat(visitor.page().url()).startsWith(ProxiedApps.LOGIN + "/login?");
			visitor.enter(alice);
			// Playwright's own assertion does not take each character that a browser does
			visitor.page().waitForURL((url) -> url.equals(ProxiedApps.WIKI + link));
			EchoApp.Request seen = this.apps.wiki().only(link);
			assertThat(seen.all("x-auth-user")).containsExactly(alice.username());
			assertThat(seen.all("x-auth-roles")).containsExactly("USER");
			assertThat(seen.all("x-auth-session")).hasSize(1);
			assertThat(String.join("", seen.all("x-auth-permissions"))).isEmpty();
			assertThat(seen.all("x-auth-assertion")).isEmpty();
		}

		@Test
		void neverRedirectsWhatAStrangerTyped() {
			Visitor visitor = signedIn(this.apps.reader());
			String link = link("/form");
			visitor.open(ProxiedApps.WIKI + link);
			visitor.context().clearCookies();
			String fetched = link("/fetched");
			assertThat(visitor.page()
				.evaluate("(link) => fetch(link, { method: 'POST', body: 'typed' }).then((answer) => [answer.status, "
						+ "answer.redirected, answer.headers.get('Content-Type').startsWith('application/problem+json')])",
						fetched))
				.isEqualTo(List.of(401, false, true));
			assertThat(visitor.page()
				.evaluate("(link) => fetch(link).then((answer) => [answer.status, answer.redirected])", fetched))
				.isEqualTo(List.of(401, false));
			int before = this.apps.wiki().all("/typed").size();
			Response sent = visitor.page()
				.waitForResponse((response) -> response.url().endsWith("/typed"), () -> visitor.button("Send").click());
			assertThat(sent.status()).isEqualTo(401);
			assertThat(visitor.page()).hasURL(ProxiedApps.WIKI + "/typed");
			assertThat(this.apps.wiki().all(fetched)).isEmpty();
			assertThat(this.apps.wiki().all("/typed")).hasSize(before);
		}

		@Test
		void overwritesWhatAClientMadeUp() {
			String link = link("/made-up");
			Reply reply = client().send("wiki.example.com", "GET " + link + " HTTP/1.1", cookie(this.credential),
					"X-Auth-User: admin", "x-auth-USER: admin", "X_Auth_User: admin", "X-Auth_User: admin",
					"X_AUTH-USER: admin", "X-Auth-Roles: ADMIN", "X_Auth_Roles: ADMIN",
					"X-Auth-Permissions: users:write", "X_Auth-Permissions: users:write", "X-Auth-Session: made-up",
					"X-Auth-Assertion: e.y.J", "X_Auth_Assertion: e.y.J");
			assertThat(reply.status()).isEqualTo(200);
			EchoApp.Request seen = this.apps.wiki().only(link);
			assertThat(seen.all("x-auth-user")).containsExactly(this.member.username());
			assertThat(seen.headers().keySet().stream().filter((name) -> name.matches("x[-_]auth[-_].*")))
				.isSubsetOf("x-auth-user", "x-auth-roles", "x-auth-permissions", "x-auth-session");
			assertThat(seen.headers().toString()).doesNotContain("admin", "ADMIN", "users:write", "made-up", "e.y.J");
		}

		@Test
		void doesNotBelieveAStrangerWhoIsTheProxy() {
			String link = link("/not-believed");
			Reply reply = client().send("wiki.example.com", "GET " + link + " HTTP/1.1", "X-Auth-User: admin",
					"X-Forwarded-Uri: /.latchkey/start", "X-Forwarded-Host: login.example.com",
					"X-Original-URL: https://login.example.com/", "Accept: text/html");
			assertThat(reply.status()).isEqualTo(303);
			assertThat(reply.header("Location").orElseThrow()).isEqualTo(ProxiedApps.WIKI + "/.latchkey/start?to="
					+ link.replace("/", "%2F").replace("?", "%3F").replace("=", "%3D"));
			assertThat(client()
				.send("wiki.example.com", "GET /.latchkey/start?to=%2F HTTP/1.1", "X-Forwarded-Host: evil.example.com")
				.status()).isEqualTo(303);
			assertThat(this.apps.wiki().all(link)).isEmpty();
		}

		@Test
		void letsNobodyAskButTheProxy() {
			for (String path : List.of("/forward-auth", "/forward-auth/nginx", "/forward-auth/envoy/x")) {
				Reply reply = client().send("login.example.com", "GET " + path + " HTTP/1.1", cookie(this.credential),
						"X-Forwarded-Host: wiki.example.com", "X-Forwarded-Method: GET", "X-Forwarded-Uri: /",
						"X-Original-URL: https://wiki.example.com/", "X-Original-Method: GET");
				assertThat(reply.status()).as(path).isEqualTo(404);
				assertThat(reply.header("X-Auth-User")).isEmpty();
			}
		}

		@Test
		void takesACredentialForItsOwnHostOnly() {
			String link = link("/borrowed");
			assertThat(client().send("git.example.com", "GET " + link + " HTTP/1.1", cookie(this.credential)).status())
				.isEqualTo(401);
			// RFC 9112, 3.2.2: the host of the request line counts
			Reply reply = client().sendTo("git.example.com", "GET " + ProxiedApps.GIT + link + " HTTP/1.1",
					"Host: wiki.example.com", cookie(this.credential));
			assertThat(reply.status()).isIn(400, 401, 421);
			reply = client().sendTo("wiki.example.com", "GET " + ProxiedApps.WIKI + link + " HTTP/1.1",
					"Host: git.example.com", cookie(this.credential));
			assertThat(reply.status()).isIn(200, 400, 401, 421);
			assertThat(this.apps.git().all(link)).isEmpty();
		}

		@Test
		void reachesOnlyTheAppThatLatchkeyWasAskedAbout() {
			Visitor visitor = signedIn(this.apps.developer());
			visitor.open(ProxiedApps.GIT + link("/repositories"));
			List<String> cookies = List.of(cookie(this.credential), cookie(credential(visitor, ProxiedApps.GIT)));
			String link = link("/listed");
			for (String hosts : List.of("wiki.example.com,git.example.com", "git.example.com,wiki.example.com")) {
				for (String cookie : cookies) {
					Reply reply = client().sendTo("wiki.example.com", "GET " + link + " HTTP/1.1", "Host: " + hosts,
							cookie);
					// the apps' Tomcat answers 400, and Caddy 200 with nothing
					assertThat(reply.status()).as(hosts).isEqualTo((this.kind == ProxyKind.CADDY) ? 200 : 421);
				}
			}
			assertThat(this.apps.wiki().all(link)).isEmpty();
			assertThat(this.apps.git().all(link)).isEmpty();
			String two = link("/two");
			for (String cookie : cookies) {
				client().sendTo("git.example.com", "GET " + two + " HTTP/1.1", "Host: wiki.example.com",
						"Host: git.example.com", cookie);
				client().sendTo("wiki.example.com", "GET " + two + " HTTP/1.1", "Host: git.example.com",
						"Host: wiki.example.com", cookie);
			}
			assertThat(this.apps.wiki().all(two)).isEmpty();
			assertThat(this.apps.git().all(two)).isEmpty();
		}

		@Test
		void asksAboutTheAppThatItReachesWhateverThePort() {
			String link = link("/port");
			Person alice = this.apps.reader();
			client().sendTo("git.example.com", "GET " + link + " HTTP/1.1", "Host: " + ProxiedApps.NEXT,
					"Cookie: " + this.apps.enterNext(alice));
			assertThat(this.apps.git().all(link)).isEmpty();
			for (String host : List.of("wiki.example.com", "WIKI.Example.com", "wiki.example.com:443")) {
				assertThat(client()
					.sendTo("wiki.example.com", "GET " + link + " HTTP/1.1", "Host: " + host, cookie(this.credential))
					.status()).as(host).isEqualTo(200);
			}
			assertThat(this.apps.wiki().all(link)).hasSize(3);
		}

		@Test
		void saysItselfWhatWasAskedFor() {
			String link = link("/original");
			String[] madeUp = { "GET " + link + " HTTP/1.1", cookie(this.credential),
					"X-Forwarded-Host: evil.example.com", "X-Forwarded-Uri: /evil", "X-Forwarded-Method: EVIL",
					"X-Original-URL: https://evil.example.com/", "X-Original-Method: EVIL" };
			assertThat(client().send("wiki.example.com", madeUp).status()).isEqualTo(200);
			EchoApp.Request seen = this.apps.wiki().only(link);
			assertThat(seen.all("x-forwarded-host")).containsExactly("wiki.example.com");
			assertThat(seen.headers().toString()).doesNotContainIgnoringCase("evil");
			madeUp[0] = "GET /login HTTP/1.1";
			assertThat(client().send("login.example.com", madeUp).status()).isEqualTo(200);
		}

		@ParameterizedTest
		@ValueSource(strings = { "%s", "a=1; %s; b=2", "a=1;%s;b=2", "%s; a=1; __Host-latchkey-start=n; b=2",
				"a=1; __Host-latchkey-app-8443=x; __Host-latchkey-start-8443=x; %s; b=2" })
		void keepsLatchkeysCookiesFromTheApp(String sent) {
			String link = link("/cookies");
			String cookies = sent.formatted(COOKIE + "=" + this.credential);
			assertThat(client().send("wiki.example.com", "GET " + link + " HTTP/1.1", "Cookie: " + cookies).status())
				.isEqualTo(200);
			List<String> seen = this.apps.wiki().only(link).all("cookie");
			assertThat(String.join("; ", seen).replace(" ", "")).isEqualTo(sent.contains("a=1") ? "a=1;b=2" : "");
		}

		@Test
		void letsNothingThroughWhereLatchkeyIsGone() {
			String link = link("/gone");
			this.apps.toLatchkey().cut();
			try {
				for (Reply reply : List.of(navigate(this.credential, link), call("POST", this.credential, link),
						call("GET", "made-up", link))) {
					assertThat(reply.status()).isEqualTo(503);
					assertThat(reply.header("Retry-After")).isPresent();
				}
			}
			finally {
				this.apps.toLatchkey().mend();
			}
			assertThat(this.apps.wiki().all(link)).isEmpty();
			assertThat(navigate(this.credential, link).status()).isEqualTo(200);
		}

		@Test
		void hands503OnWhereLatchkeyCannotTell() {
			String link = link("/cannot-tell");
			this.apps.toDatabase().cut();
			try {
				Awaitility.await()
					.atMost(Duration.ofSeconds(30))
					.untilAsserted(() -> assertThat(navigate(this.credential, "/cannot").status()).isEqualTo(503));
				for (Reply reply : List.of(navigate(this.credential, link), call("POST", this.credential, link))) {
					assertThat(reply.status()).isEqualTo(503);
					assertThat(reply.header("Retry-After")).isPresent();
				}
			}
			finally {
				this.apps.toDatabase().mend();
			}
			// what a node learned while it waited for a connection may be old already
			Awaitility.await()
				.during(Duration.ofSeconds(2))
				.atMost(Duration.ofSeconds(30))
				.untilAsserted(() -> assertThat(navigate(this.credential, "/again").status()).isEqualTo(200));
			assertThat(this.apps.wiki().all(link)).isEmpty();
		}

		@Test
		void handsABodyOfAMegabyteOnWhole() {
			String link = link("/upload");
			byte[] body = new byte[1_048_576];
			for (int i = 0; i < body.length; i++) {
				body[i] = (byte) (i * 31 % 251);
			}
			assertThat(
					this.home.page()
						.evaluate("(link) => fetch(link, { method: 'PUT', body: Uint8Array.from({ length: 1048576 }, "
								+ "(none, i) => i * 31 % 251) }).then((answer) => answer.status)", link))
				.isEqualTo(200);
			EchoApp.Request seen = this.apps.wiki().only(link);
			assertThat(seen.method()).isEqualTo("PUT");
			assertThat(seen.bodyLength()).isEqualTo(body.length);
			assertThat(seen.bodyHash()).isEqualTo(EchoApp.digest("SHA-256", body));
		}

		@Test
		void handsHeadsOfManyKilobytesOn() {
			String link = link("/" + "x".repeat(4000) + "?" + "y".repeat(2000));
			Reply reply = client().send("wiki.example.com", "GET " + link + " HTTP/1.1",
					cookie(this.credential) + "; much=" + "z".repeat(12_000), "X-Much: " + "z".repeat(8_000));
			assertThat(reply.status()).isEqualTo(200);
			assertThat(this.apps.wiki().only(link).all("cookie").toString()).hasSizeGreaterThan(12_000);
		}

		@Test
		void opensAWebSocket() {
			String link = link("/socket");
			String greeting = "(url) => new Promise((heard) => { const socket = new WebSocket(url); "
					+ "socket.onmessage = (message) => { heard(message.data); socket.close(); }; "
					+ "socket.onerror = () => heard('refused'); })";
			String url = "wss://wiki.example.com" + link;
			assertThat(visitor().page().evaluate(greeting, url)).isEqualTo("refused");
			assertThat(this.apps.wiki().all(link)).isEmpty();
			assertThat(this.home.page().evaluate(greeting, url)).isEqualTo("hello");
			assertThat(this.apps.wiki().only(link).all("x-auth-user")).containsExactly(this.member.username());
		}

		Visitor visitor() {
			Visitor visitor = new Visitor(this.apps.chromium().browser(), ProxiedApps.WIKI,
					new Browser.NewContextOptions());
			this.visitors.add(visitor);
			return visitor;
		}

		Visitor signedIn(Person person) {
			String link = link("/start");
			Visitor visitor = visitor().open(ProxiedApps.WIKI + link).enter(person);
			assertThat(visitor.page()).hasURL(ProxiedApps.WIKI + link);
			return visitor;
		}

		static String credential(Visitor visitor, String app) {
			Optional<Cookie> found = visitor.context()
				.cookies(app)
				.stream()
				.filter((cookie) -> cookie.name.equals(COOKIE))
				.findFirst();
			return found.orElseThrow().value;
		}

		static String cookie(String credential) {
			return "Cookie: " + COOKIE + "=" + credential;
		}

		Reply navigate(String credential, String target) {
			return client().send("wiki.example.com", "GET " + target + " HTTP/1.1", cookie(credential),
					"Sec-Fetch-Mode: navigate", "Accept: text/html");
		}

		Reply call(String method, String credential, String target) {
			return client().send("wiki.example.com", method + " " + target + " HTTP/1.1", cookie(credential),
					"Content-Length: 0");
		}

		TlsClient client() {
			return this.apps.client();
		}

		static String link(String path) {
			return path + (path.contains("?") ? "&" : "?") + "n=" + LINKS.incrementAndGet();
		}

	}

	/**
	 * And what Latchkey does behind each of them.
	 */
	abstract static class AllBehindAProxy extends BehindAProxy {

		AllBehindAProxy(ProxyKind kind, Mode mode) {
			super(kind, mode);
		}

		@Override
		Stream<String> links() {
			return Stream.concat(super.links(),
					Stream.of("/orders?page=2&size=10", "/?&&==", "/%E4%B8%AD?to=/.latchkey/start?to=/x&ticket=1"));
		}

		@Test
		void keepsALinkOfFourThousandBytes() {
			String link = link("/?q=" + "%26[x]".repeat(600));
			Visitor visitor = visitor().open(ProxiedApps.WIKI + link).enter(this.apps.reader());
			assertThat(visitor.page()).hasURL(ProxiedApps.WIKI + link);
			this.apps.wiki().only(link);
		}

		@Test
		void opensTheSecondAppWithoutALogin() {
			Visitor visitor = signedIn(this.apps.developer());
			String link = link("/repositories?q=a&b");
			visitor.open(ProxiedApps.GIT + link);
			assertThat(visitor.page()).hasURL(ProxiedApps.GIT + link);
			this.apps.git().only(link);
		}

		@Test
		void tellsApartWhoMayUseAnApp() {
			Visitor visitor = signedIn(this.apps.reader());
			String link = link("/secret");
			Response response = visitor.page().navigate(ProxiedApps.GIT + link);
			assertThat(response.status()).isEqualTo(403);
			assertThat(visitor.page()).hasURL(Pattern.compile("^" + ProxiedApps.LOGIN + "/.*"));
			assertThat(this.apps.git().all(link)).isEmpty();
		}

		@Test
		void refusesAPersonWhoMayNoLongerUseTheApp() {
			restrict("'audit:read'");
			try {
				Awaitility.await()
					.atMost(Duration.ofSeconds(20))
					.untilAsserted(() -> assertThat(navigate(this.credential, "/refused").status()).isEqualTo(403));
				String link = link("/refused");
				Reply refused = navigate(this.credential, link);
				assertThat(refused.status()).isEqualTo(403);
				assertThat(refused.header("Content-Type").orElseThrow()).startsWith("text/html");
				assertThat(refused.header("Location")).isEmpty();
				assertThat(call("POST", this.credential, link).status()).isEqualTo(403);
				assertThat(this.apps.wiki().all(link)).isEmpty();
			}
			finally {
				restrict("null");
			}
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(navigate(this.credential, "/again").status()).isEqualTo(200));
		}

		private void restrict(String permission) {
			// as another node's start with another configuration does
			this.apps.latchkey()
				.sql()
				.sql("update application set permission = " + permission + " where client_id = 'wiki'")
				.update();
			this.apps.latchkey().sql().sql("update application_registry set version = version + 1").update();
		}

		@Test
		void putsOutAtAllAppsAtTheirNextRequest() {
			Person alice = this.apps.developer();
			Visitor visitor = signedIn(alice);
			visitor.open(ProxiedApps.GIT + link("/repositories"));
			assertThat(visitor.heading()).containsText(alice.username());
			String wiki = credential(visitor, ProxiedApps.WIKI);
			String git = credential(visitor, ProxiedApps.GIT);
			this.apps.admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200);
			assertThat(call("GET", wiki, "/after").status()).isEqualTo(401);
			assertThat(client().send("git.example.com", "GET /after HTTP/1.1", cookie(git)).status()).isEqualTo(401);
			visitor.open(ProxiedApps.GIT + "/after");
			assertThat(visitor.page().url()).startsWith(ProxiedApps.LOGIN + "/login?");
			assertThat(visitor.notice()).hasText("An administrator signed you out.");
			assertThat(this.apps.wiki().all("/after")).isEmpty();
			assertThat(this.apps.git().all("/after")).isEmpty();
		}

		@Test
		void leadsFromAnAppToThePageThatSignsOut() {
			Visitor visitor = signedIn(this.apps.developer());
			visitor.open(ProxiedApps.GIT + link("/repositories"));
			visitor.open(ProxiedApps.WIKI + "/.latchkey/leave");
			assertThat(visitor.page()).hasURL(ProxiedApps.LOGIN + "/logout");
			assertThat(visitor.context().cookies(ProxiedApps.WIKI)).noneMatch((cookie) -> cookie.name.equals(COOKIE));
			visitor.button("Sign out").click();
			assertThat(visitor.notice()).hasText("You are signed out.");
			visitor.open(ProxiedApps.GIT + link("/repositories"));
			assertThat(visitor.page().url()).startsWith(ProxiedApps.LOGIN + "/login?");
		}

	}

	@Nested
	class NginxInSessionMode extends AllBehindAProxy {

		NginxInSessionMode() {
			super(ProxyKind.NGINX, Mode.SESSION);
		}

	}

	@Nested
	class CaddyInSessionMode extends BehindAProxy {

		CaddyInSessionMode() {
			super(ProxyKind.CADDY, Mode.SESSION);
		}

	}

	@Nested
	class HaproxyInSessionMode extends BehindAProxy {

		HaproxyInSessionMode() {
			super(ProxyKind.HAPROXY, Mode.SESSION);
		}

	}

	@Nested
	@Tag("full")
	class CaddyInSessionModeInFull extends AllBehindAProxy {

		CaddyInSessionModeInFull() {
			super(ProxyKind.CADDY, Mode.SESSION);
		}

	}

	@Nested
	@Tag("full")
	class HaproxyInSessionModeInFull extends AllBehindAProxy {

		HaproxyInSessionModeInFull() {
			super(ProxyKind.HAPROXY, Mode.SESSION);
		}

	}

	@Nested
	@Tag("full")
	class NginxInJwtModeInFull extends AllBehindAProxy {

		NginxInJwtModeInFull() {
			super(ProxyKind.NGINX, Mode.JWT);
		}

	}

	@Nested
	@Tag("full")
	class CaddyInJwtModeInFull extends AllBehindAProxy {

		CaddyInJwtModeInFull() {
			super(ProxyKind.CADDY, Mode.JWT);
		}

	}

	@Nested
	@Tag("full")
	class HaproxyInJwtModeInFull extends AllBehindAProxy {

		HaproxyInJwtModeInFull() {
			super(ProxyKind.HAPROXY, Mode.JWT);
		}

	}

}

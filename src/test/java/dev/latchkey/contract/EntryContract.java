package dev.latchkey.contract;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Asking;
import dev.latchkey.harness.Cookie;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.ProxiedApplication;
import dev.latchkey.harness.ProxiedBrowser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way from the host of an application to the login host and back.
 */
abstract class EntryContract extends Contract {

	private static final String APP = "__Host-latchkey-app";

	private static final String NONCE = "__Host-latchkey-start";

	private ProxiedApplication application() {
		return ProxiedApplication.at(this.latchkey);
	}

	private ProxiedBrowser browser() {
		return new ProxiedBrowser(this.latchkey);
	}

	private ProxiedBrowser signedIn() {
		ProxiedBrowser browser = browser().of(someone());
		browser.visit(Asking.BY_HEADERS, "https://" + application().host(), "/").last().expect(200);
		return browser;
	}

	private static String location(Answer answer) {
		return answer.expect(303).header("Location").orElseThrow();
	}

	/**
	 * Go as far as to the ticket.
	 * @return the path and query to call on the application's host
	 */
	private String ticket(ProxiedBrowser browser, ProxiedApplication wiki, String target) {
		String origin = "https://" + wiki.host();
		String onward = location(browser.onHost(origin, "/.latchkey/start?to=" + target));
		assertThat(onward).startsWith("http://localhost:" + this.latchkey.port() + "/continue?entry=");
		String back = location(browser.loginHost().browse(onward.substring(onward.indexOf("/continue"))));
		assertThat(back).startsWith(origin + "/.latchkey/enter?ticket=");
		return back.substring(origin.length());
	}

	private static void leadsNowhere(Answer answer, ProxiedApplication wiki, String target) {
		answer.expect(400);
		assertThat(answer.header("Location")).isEmpty();
		assertThat(answer.header("Content-Type"))
			.hasValueSatisfying((type) -> assertThat(type).startsWith("text/html"));
		assertThat(answer.body())
			.contains("Start again", "href=\"/.latchkey/start?to=" + target + "\"", "/.latchkey/assets/latchkey.css")
			.doesNotContain("\"/assets/", "href=\"/\"", wiki.host());
		assertThat(answer.cookie(APP)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void opensEveryApplicationWithOneSignIn(Asking asking) {
		ProxiedApplication wiki = application();
		ProxiedApplication shop = application();
		Person alice = someone();
		ProxiedBrowser browser = browser().of(alice);
		ProxiedBrowser.Trip trip = browser.visit(asking, "https://" + wiki.host(), "/a%20b?x=1&y=2");
		assertThat(trip.last().expect(200).headers("X-Auth-User")).containsExactly(alice.username());
		assertThat(trip.target()).isEqualTo("/a%20b?x=1&y=2");
		browser.of(someone()).visit(asking, "https://" + shop.host(), "/").last().expect(200);
		assertThat(browser.ask(asking, "POST", "https://" + shop.host(), "/").send().headers("X-Auth-User"))
			.containsExactly(alice.username());
		Cookie nonce = trip.hops().get(1).cookie(NONCE).orElseThrow();
		assertThat(List.of(nonce.secure(), nonce.httpOnly(), nonce.path(), nonce.sameSite(), nonce.maxAge()))
			.containsExactly(true, true, "/", "Lax", 3600L);
		Cookie app = browser.at(wiki.host()).cookie(APP).orElseThrow();
		assertThat(List.of(app.secure(), app.httpOnly(), app.path(), app.sameSite())).containsExactly(true, true, "/",
				"Lax");
		assertThat(app.maxAge()).isNull();
		assertThat(app.value().length()).isLessThanOrEqualTo(300);
		trip.hops().forEach((hop) -> assertThat(hop.header("Cache-Control").orElse("")).contains("no-store"));
	}

	@Test
	void comesBackByteForByteThroughAllHops() {
		ProxiedApplication wiki = application();
		ProxiedBrowser browser = signedIn();
		// the way is walked once for all characters, and once for each of some long ones
		Random random = new Random(20);
		String all = IntStream.rangeClosed('!', '~').mapToObj(Character::toString).collect(Collectors.joining());
		String escapes = IntStream.rangeClosed(0, 0xff)
			.mapToObj((value) -> String.format("%%%02x", value))
			.collect(Collectors.joining());
		Stream<String> samples = Stream.concat(
				Stream.of("/" + all + "?" + all, "/" + escapes + "?" + escapes, "/a//b;c?d=e&f=g+h&to=/i", "/?",
						"/x[1]|{2}"),
				Stream.of(10, 500, 4095)
					.map((length) -> "/x" + random.ints(length - 1, '!', '~' + 1)
						.mapToObj(Character::toString)
						.collect(Collectors.joining())));
		samples.forEach((target) -> {
			for (Asking asking : List.of(Asking.BY_HEADERS, Asking.AS_NGINX)) {
				browser.at(wiki.host()).withoutCookie(APP);
				ProxiedBrowser.Trip trip = browser.visit(asking, "https://" + wiki.host(), target);
				trip.last().expect(200);
				assertThat(trip.target()).isEqualTo(target);
			}
		});
	}

	@Test
	void keepsALongAddressThroughTheLogin() {
		ProxiedApplication wiki = application();
		String target = "/" + "&[]%2F".repeat(680);
		ProxiedBrowser.Trip trip = browser().of(someone()).visit(Asking.BY_HEADERS, "https://" + wiki.host(), target);
		trip.last().expect(200);
		assertThat(trip.target()).isEqualTo(target);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://wiki.internal", "http://localhost:3000", "http://[::1]:3000",
			"http://127.0.0.1:81", "https://deep.sub.example.org:8443", "http://plain.example.org" })
	void worksOnHostsOfAllKinds(String origin) {
		String host = origin.replaceFirst("^.*//", "");
		if (this.latchkey.sql()
			.sql("select count(*) from application_host where host = ?")
			.param(host)
			.query(Integer.class)
			.single() == 0) {
			ProxiedApplication.at(this.latchkey, null, false, host);
		}
		ProxiedBrowser browser = browser().of(someone());
		ProxiedBrowser.Trip trip = browser.visit(Asking.AS_NGINX, origin, "/x");
		trip.last().expect(200);
		assertThat(trip.hops()).anySatisfy(
				(hop) -> assertThat(hop.header("Location").orElse("")).startsWith(origin + "/.latchkey/enter?ticket="));
		String port = origin.replaceFirst("^.*[^0-9]([0-9]*)$", "$1");
		String suffix = origin.matches(".*:[0-9]+") ? "-" + port : "";
		assertThat(browser.at(host).cookie(APP + suffix)).isPresent();
		assertThat(browser.at(host).cookie(NONCE + suffix)).isPresent();
	}

	@Test
	void keepsTheNonceForTabsThatStartAtOnce() {
		ProxiedApplication wiki = application();
		ProxiedBrowser browser = signedIn();
		String first = ticket(browser, wiki, "/1");
		String nonce = browser.at(wiki.host()).cookie(NONCE).orElseThrow().value();
		String second = ticket(browser, wiki, "/2");
		assertThat(browser.at(wiki.host()).cookie(NONCE).orElseThrow().value()).isEqualTo(nonce);
		assertThat(location(browser.onHost("https://" + wiki.host(), second))).isEqualTo("/2");
		assertThat(location(browser.onHost("https://" + wiki.host(), first))).isEqualTo("/1");
		browser.at(wiki.host()).withCookie(NONCE, "not-a-nonce");
		assertThat(browser.onHost("https://" + wiki.host(), "/.latchkey/start").cookie(NONCE)).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "//evil.example/", "%2F%2Fevil.example%2F", "/%5Cevil", "%2F%5Cevil.example",
			"https://evil.example/", "https%3A%2F%2Fevil.example%2F", "%2Fx%0D%0ASet-Cookie%3A%20a%3Db", "", "x" })
	void leadsToNoOtherHost(String target) {
		ProxiedApplication wiki = application();
		ProxiedBrowser browser = signedIn();
		String enter = ticket(browser, wiki, target);
		String expected = target.equals("/%5Cevil") ? target : "/";
		assertThat(location(browser.onHost("https://" + wiki.host(), enter))).isEqualTo(expected);
		enter = ticket(browser, wiki, "/").replaceFirst("&to=.*", "&to=" + target);
		assertThat(location(browser.onHost("https://" + wiki.host(), enter))).isEqualTo(expected);
	}

	@Test
	void forgetsAnAddressOfEightKilobytes() {
		ProxiedApplication wiki = application();
		ProxiedBrowser browser = browser().of(someone());
		ProxiedBrowser.Trip trip = browser.visit(Asking.BY_HEADERS, "https://" + wiki.host(), "/" + "x".repeat(8_000));
		trip.last().expect(200);
		assertThat(trip.target()).isEqualTo("/");
		assertThat(location(browser.onHost("https://" + wiki.host(), ticket(browser, wiki, "/" + "%20".repeat(2_700)))))
			.isEqualTo("/");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/x?a=1&b=2&to=3", "/x[1]?a[]=|{}", "/x%2Fy?a=%00", "/%2F%2Fevil.example" })
	void takesAnAddressAsItIsWhereAnOlderRecipeWroteIt(String target) {
		ProxiedApplication wiki = application();
		ProxiedBrowser browser = signedIn();
		String raw = this.latchkey.raw()
			.send("GET /.latchkey/start?to=" + target + " HTTP/1.1", "X-Forwarded-Host: " + wiki.host(),
					"X-Forwarded-Proto: https");
		assertThat(raw).startsWith("HTTP/1.1 303 ");
		String entry = raw.replaceFirst("(?s).*\r\nLocation: [^\r]*(/continue[^\r]*)\r\n.*", "$1");
		String back = location(browser.loginHost().browse(entry));
		String nonce = raw.replaceFirst("(?s).*" + NONCE + "=([^;]*);.*", "$1");
		browser.at(wiki.host()).withCookie(NONCE, nonce);
		assertThat(location(browser.onHost("https://" + wiki.host(), back.substring(back.indexOf("/.latchkey")))))
			.isEqualTo(target);
		String cookie = "Cookie: __Host-latchkey=" + browser.loginHost().credential();
		assertThat(this.latchkey.raw()
			.sendAll("GET /continue?to=" + target + " HTTP/1.1\r\nHost: localhost:" + this.latchkey.port()
					+ "\r\nConnection: close\r\n" + cookie + "\r\n\r\n"))
			.startsWith("HTTP/1.1 303 ")
			.contains("\r\nLocation: " + target + "\r\n");
	}

	@Test
	void takesATicketOnce() {
		ProxiedApplication wiki = application();
		ProxiedBrowser browser = signedIn();
		String enter = ticket(browser, wiki, "%2Fx");
		assertThat(location(browser.onHost("https://" + wiki.host(), enter))).isEqualTo("/x");
		leadsNowhere(browser.onHost("https://" + wiki.host(), enter), wiki, "%2Fx");
	}

	@Test
	void takesATicketOnceOfTwentyAtOnce() throws Exception {
		ProxiedApplication wiki = application();
		ProxiedBrowser browser = signedIn();
		String enter = ticket(browser, wiki, "%2F");
		String nonce = browser.at(wiki.host()).cookie(NONCE).orElseThrow().value();
		CyclicBarrier start = new CyclicBarrier(20);
		ExecutorService threads = Executors.newFixedThreadPool(20);
		try {
			List<Future<Integer>> answers = IntStream.range(0, 20).mapToObj((i) -> threads.submit(() -> {
				ProxiedBrowser tab = browser();
				tab.at(wiki.host()).withCookie(NONCE, nonce);
				start.await();
				return tab.onHost("https://" + wiki.host(), enter).expect(303, 400).status();
			})).toList();
			int entered = 0;
			for (Future<Integer> answer : answers) {
				entered += (answer.get() == 303) ? 1 : 0;
			}
			assertThat(entered).isEqualTo(1);
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void takesATicketOnlyWhereItIsFor() {
		ProxiedApplication wiki = ProxiedApplication.at(this.latchkey, null, false, "one.example.org",
				"two.example.org");
		ProxiedApplication shop = application();
		ProxiedBrowser browser = signedIn();
		ProxiedBrowser other = signedIn();
		String enter = ticket(browser, wiki, "%2F");
		String nonce = browser.at(wiki.host()).cookie(NONCE).orElseThrow().value();
		other.onHost("https://" + wiki.host(), "/.latchkey/start").expect(303);
		leadsNowhere(other.onHost("https://" + wiki.host(), enter), wiki, "%2F");
		String second = wiki.host().replace("one", "two");
		for (String host : List.of(shop.host(), second)) {
			browser.at(host).withCookie(NONCE, nonce);
			leadsNowhere(browser.onHost("https://" + host, enter), wiki, "%2F");
		}
		// none of these has used it up
		browser.onHost("https://" + wiki.host(), enter).expect(303);
		// nor does the credential open another host of the same application
		browser.at(second).withCookie(APP, browser.at(wiki.host()).cookie(APP).orElseThrow().value());
		browser.ask(Asking.BY_HEADERS, "POST", "https://" + second, "/").send().expectProblem(401, "invalid-token");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ticket=", "ticket=x", "ticket=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
			"ticket=%00", "ticket=%FF%FE", "ticket=x&ticket=y" })
	void takesNoTicketThatIsNone(String query) {
		ProxiedApplication wiki = application();
		ProxiedBrowser browser = signedIn();
		browser.onHost("https://" + wiki.host(), "/.latchkey/start").expect(303);
		leadsNowhere(browser.onHost("https://" + wiki.host(), "/.latchkey/enter?" + query), wiki, "%2F");
	}

	@Test
	void takesNoTicketOfASessionThatHasEnded() {
		ProxiedApplication wiki = application();
		ProxiedBrowser browser = signedIn();
		String enter = ticket(browser, wiki, "%2F");
		browser.loginHost().post("/api/logout").expect(204);
		leadsNowhere(browser.onHost("https://" + wiki.host(), enter), wiki, "%2F");
	}

	@Test
	void showsOnePageToABrowserThatKeepsNoCookies() {
		ProxiedApplication wiki = application();
		ProxiedBrowser browser = signedIn();
		String enter = ticket(browser, wiki, "%2Fx");
		browser.at(wiki.host()).withoutCookie(NONCE);
		leadsNowhere(browser.onHost("https://" + wiki.host(), enter), wiki, "%2Fx");
	}

	@Test
	void endsACircleOfAProxyThatHandsOnNoCookies() {
		ProxiedApplication wiki = application();
		ProxiedBrowser browser = signedIn();
		int rounds = 0;
		Answer answer;
		do {
			browser.at(wiki.host()).withoutCookie(APP);
			answer = browser.visit(Asking.BY_HEADERS, "https://" + wiki.host(), "/x").hops().get(3);
			rounds++;
		}
		while (answer.status() == 303 && rounds < 8);
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.body()).contains("Start again");
		browser.at(wiki.host()).withoutCookie(APP);
		browser.visit(Asking.BY_HEADERS, "https://" + wiki.host(), "/y").last().expect(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/.latchkey/start?to=/", "/.latchkey/enter?ticket=x", "/.latchkey/leave", "/.latchkey/x",
			"/.latchkey/" })
	void hasNothingOnAHostThatIsNotRegistered(String path) {
		ProxiedBrowser browser = signedIn();
		Answer answer = browser.onHost("https://unknown.example.com", path).expect(404);
		assertThat(answer.body()).contains("/.latchkey/assets/latchkey.css").doesNotContain("href=\"/\"", "\"/assets/");
		assertThat(answer.cookies()).isEmpty();
	}

	@Test
	void showsItsPagesWithAStylesheetOfTheSameHost() {
		ProxiedApplication wiki = application();
		Answer page = browser().onHost("https://" + wiki.host(), "/.latchkey/nothing-here").expect(404);
		assertThat(page.body()).contains("href=\"/.latchkey/assets/latchkey.css\"",
				"src=\"/.latchkey/assets/logo.svg\"");
		for (String file : List.of("latchkey.css", "logo.svg")) {
			assertThat(browser().onHost("https://" + wiki.host(), "/.latchkey/assets/" + file).expect(200).body())
				.isEqualTo(client().get("/assets/" + file).body());
		}
	}

	@Test
	void leaves() {
		ProxiedApplication wiki = application();
		ProxiedBrowser browser = signedIn();
		browser.onHost("https://" + wiki.host(), ticket(browser, wiki, "/")).expect(303);
		Answer answer = browser.onHost("https://" + wiki.host(), "/.latchkey/leave");
		assertThat(location(answer)).isEqualTo("http://localhost:" + this.latchkey.port() + "/logout");
		assertThat(answer.cookie(APP)).hasValueSatisfying((cookie) -> assertThat(cookie.expired()).isTrue());
		isSignedIn(browser.loginHost());
		browser.navigate(Asking.BY_HEADERS, "https://" + wiki.host(), "/").expect(303);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "x", "AAAA", "%00", "a.b.c" })
	void leadsNowhereFromWhatIsNoEntryRequest(String entry) {
		ProxiedBrowser browser = signedIn();
		Answer answer = browser.loginHost().browse("/continue?entry=" + entry).expect(400);
		assertThat(answer.body()).contains("Start again", "href=\"/.latchkey/assets/latchkey.css\"", "href=\"/\"");
	}

	@Test
	void forgetsAnApplicationThatWasDeletedAndRegisteredAgain() {
		ProxiedApplication wiki = application();
		ProxiedBrowser browser = signedIn();
		browser.onHost("https://" + wiki.host(), ticket(browser, wiki, "/")).expect(303);
		String enter = ticket(browser, wiki, "/");
		String entry = location(browser.onHost("https://" + wiki.host(), "/.latchkey/start")).replaceFirst(".*/cont",
				"/cont");
		admin().delete("/api/admin/applications/" + wiki.clientId()).expect(204);
		browser.ask(Asking.BY_HEADERS, "POST", "https://" + wiki.host(), "/")
			.send()
			.expectProblem(403, "unknown-application");
		browser.onHost("https://" + wiki.host(), enter).expect(404);
		assertThat(browser.loginHost().browse(entry).expect(404).body()).contains("no such application");
		ProxiedApplication again = ProxiedApplication.at(this.latchkey, null, false, wiki.host());
		browser.ask(Asking.BY_HEADERS, "POST", "https://" + again.host(), "/")
			.send()
			.expectProblem(401, "invalid-token");
		leadsNowhere(browser.onHost("https://" + again.host(), enter), again, "%2F");
		browser.visit(Asking.BY_HEADERS, "https://" + again.host(), "/").last().expect(200);
	}

	@Test
	void asksWhoMustChangeThePasswordToDoThatFirst() {
		ProxiedApplication wiki = application();
		Person alice = someone();
		String temporary = admin().post("/api/admin/users/" + alice.username() + "/password")
			.expect(200)
			.text("/temporary_password");
		ProxiedBrowser browser = browser().of(alice.with(temporary));
		Answer last = browser.visit(Asking.BY_HEADERS, "https://" + wiki.host(), "/").last().expect(303);
		assertThat(last.header("Location").orElse("")).startsWith("/password");
		browser.ask(Asking.BY_HEADERS, "POST", "https://" + wiki.host(), "/")
			.send()
			.expectProblem(401, "login-required");
	}

	@Test
	void recordsWhoEntersAnApplication() {
		ProxiedApplication wiki = application();
		Person alice = someone();
		ProxiedBrowser browser = browser().of(alice);
		browser.visit(Asking.BY_HEADERS, "https://" + wiki.host(), "/").last().expect(200);
		// once for a session, however often it enters
		browser.at(wiki.host()).withoutCookie(APP);
		browser.visit(Asking.BY_HEADERS, "https://" + wiki.host(), "/again").last().expect(200);
		org.awaitility.Awaitility.await()
			.untilAsserted(() -> assertThat(browser.loginHost()
				.get("/api/me/events")
				.expect(200)
				.json()
				.get("events")
				.findValuesAsString("type")).filteredOn("application_entered"::equals).hasSize(1));
	}

}

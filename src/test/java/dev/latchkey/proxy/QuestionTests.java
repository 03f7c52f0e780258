package dev.latchkey.proxy;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.LatchkeySetup;
import dev.latchkey.harness.Person;
import dev.latchkey.proxy.TlsClient.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Traefik and Envoy ask with the configurations that
 * {@code src/docs/forward-auth.md} shows, header by header as their documents and sources
 * describe it (Traefik 3.7, {@code pkg/middlewares/auth/forward.go}; Envoy 1.40,
 * {@code ext_authz_http_impl.cc} and {@code async_client_impl.cc}).
 */
class QuestionTests {

	private static final String LINK = "/a%20b/c%2Fd;e//f?x=[1]|2&y=%26&z";

	private static Latchkey latchkey;

	private static Person alice;

	private static String credential;

	@BeforeAll
	static void start() {
		LatchkeySetup setup = Latchkey.in(Mode.SESSION);
		PageYaml.beginningWith("latchkey:").values().forEach(setup::with);
		latchkey = setup.start();
		alice = latchkey.newPerson("USER");
		credential = enter(alice);
	}

	@AfterAll
	static void stop() {
		latchkey.close();
	}

	@ParameterizedTest
	@EnumSource
	void letsAPersonInAndSaysWhoItIs(Asking asking) {
		for (String method : List.of("GET", "HEAD", "POST", "OPTIONS", "DELETE")) {
			Reply answer = ask(asking, method, LINK, Map.of("cookie", "a=1; __Host-latchkey-app=" + credential));
			assertThat(answer.status()).as(method).isEqualTo(200);
			Map<String, String> handedOn = asking.handedOn(answer);
			assertThat(handedOn).containsOnlyKeys("x-auth-user", "x-auth-roles", "x-auth-permissions",
					"x-auth-session");
			assertThat(handedOn).containsEntry("x-auth-user", alice.username()).containsEntry("x-auth-roles", "USER");
		}
	}

	@ParameterizedTest
	@EnumSource
	void leadsABrowserThatOpensAPage(Asking asking) {
		for (Map<String, String> browser : List.of(Map.of("sec-fetch-mode", "navigate", "accept", "*/*"),
				Map.of("accept", "text/html,*/*;q=0.8"))) {
			Reply answer = ask(asking, "GET", LINK, browser);
			assertThat(answer.status()).isEqualTo(303);
			assertThat(answer.header("Location")).contains("https://wiki.example.com/.latchkey/start?to="
					+ "%2Fa%2520b%2Fc%252Fd%3Be%2F%2Ff%3Fx%3D%5B1%5D%7C2%26y%3D%2526%26z");
		}
	}

	@ParameterizedTest
	@EnumSource
	void leadsNothingElse(Asking asking) {
		for (Reply answer : List.of(
				ask(asking, "POST", LINK, Map.of("sec-fetch-mode", "navigate", "accept", "text/html")),
				ask(asking, "GET", LINK, Map.of("sec-fetch-mode", "cors", "accept", "text/html")),
				ask(asking, "GET", LINK, Map.of("accept", "*/*")), ask(asking, "OPTIONS", LINK, Map.of()))) {
			assertThat(answer.status()).isEqualTo(401);
			assertThat(answer.header("Location")).isEmpty();
			assertThat(answer.header("Content-Type")).contains("application/problem+json");
		}
	}

	@ParameterizedTest
	@EnumSource
	void leavesTheAppsOwnCredentialsAlone(Asking asking) {
		Reply answer = ask(asking, "GET", LINK,
				Map.of("cookie", "__Host-latchkey-app=" + credential, "authorization", "Bearer of.the.app"));
		assertThat(answer.status()).isEqualTo(200);
	}

	@ParameterizedTest
	@EnumSource
	void letsNobodyInAtAnUnknownHost(Asking asking) {
		Reply answer = latchkeyAnswers(asking.question("GET", "other.example.com", LINK,
				Map.of("cookie", "__Host-latchkey-app=" + credential)));
		assertThat(answer.status()).isEqualTo(403);
	}

	@ParameterizedTest
	@MethodSource
	void takesAwayEverySpellingOfAHeader(String header) {
		Pattern removed = Pattern
			.compile(PageYaml.beginningWith("# /etc/traefik/latchkey.yml").only("authResponseHeadersRegex"));
		assertThat(removed.matcher(header).find()).isTrue();
	}

	static List<String> takesAwayEverySpellingOfAHeader() {
		List<String> spellings = new ArrayList<>();
		for (String part : List.of("User", "Roles", "Permissions", "Session", "Assertion")) {
			for (String format : List.of("X-Auth-%s", "X_auth_%s", "X-Auth_%s", "X_auth-%s")) {
				spellings.add(format.formatted(part));
			}
		}
		return spellings;
	}

	@Test
	void removesWhatAClientMadeUpBeforeEnvoyAsks() {
		PageYaml page = PageYaml.beginningWith("# /etc/envoy/envoy.yaml");
		assertThat(page.all("request_mutations", ".remove")).containsExactly("x-auth-user", "x-auth-roles",
				"x-auth-permissions", "x-auth-session", "x-auth-assertion", "x-forwarded-host", "x-forwarded-uri",
				"x-forwarded-method", "x-original-url", "x-original-method");
		assertThat(page.only("headers_with_underscores_action")).isEqualTo("DROP_HEADER");
		assertThat(page.only("failure_mode_allow")).isEqualTo("false");
		assertThat(page.only("status_on_error.code")).isEqualTo("ServiceUnavailable");
	}

	@Test
	void removesWhatAClientSaysOfAnOriginalRequestBeforeTraefikAsks() {
		PageYaml page = PageYaml.beginningWith("# /etc/traefik/latchkey.yml");
		for (String router : List.of("login", "way-in", "wiki", "git")) {
			assertThat(page.all("routers." + router + ".middlewares", "")).as(router).startsWith("as-asked");
		}
		for (String header : List.of("X-Original-URL", "X-Original-Method")) {
			// an empty text removes the header
			assertThat(page.only("middlewares.as-asked.headers.customRequestHeaders." + header)).isEmpty();
		}
	}

	private static Reply ask(Asking asking, String method, String target, Map<String, String> headers) {
		return latchkeyAnswers(asking.question(method, "wiki.example.com", target, headers));
	}

	private static Reply latchkeyAnswers(List<String> question) {
		return Reply.parse(latchkey.raw().sendAll(String.join("\r\n", question) + "\r\nConnection: close\r\n\r\n"));
	}

	/**
	 * Lead a person through the login, as a browser behind a proxy does.
	 * @return the host credential
	 */
	private static String enter(Person person) {
		Client app = latchkey.client().asking("wiki.example.com");
		Client login = latchkey.client().asking("login.example.com");
		login.loginForCookies(person).expect(200);
		String start = local(app.browse("/.latchkey/start?to=%2F"), "https://login.example.com");
		String enter = local(login.browse(start), "https://wiki.example.com");
		app.browse(enter).expect(303);
		return app.cookie("__Host-latchkey-app").orElseThrow().value();
	}

	private static String local(Answer answer, String origin) {
		URI location = URI.create(answer.expect(303).header("Location").orElseThrow());
		assertThat(location.toString()).startsWith(origin + "/");
		return location.toString().substring(origin.length());
	}

	/**
	 * How a proxy asks.
	 */
	enum Asking {

		TRAEFIK {
			@Override
			List<String> question(String method, String host, String target, Map<String, String> client) {
				PageYaml page = PageYaml.beginningWith("# /etc/traefik/latchkey.yml");
				URI address = URI.create(page.only("forwardAuth.address"));
				assertThat(page.only("trustForwardHeader")).isEqualTo("false");
				List<String> question = new ArrayList<>(List.of("GET " + address.getPath() + " HTTP/1.1",
						"Host: " + address.getAuthority(), "User-Agent: Go-http-client/1.1"));
				// Go sends them in the order of their names
				Map<String, String> headers = new TreeMap<>();
				for (String name : page.all("authRequestHeaders", "")) {
					if (client.containsKey(name.toLowerCase(Locale.ROOT))) {
						headers.put(name, client.get(name.toLowerCase(Locale.ROOT)));
					}
				}
				headers.put("X-Forwarded-For", "203.0.113.7");
				headers.put("X-Forwarded-Host", host);
				headers.put("X-Forwarded-Method", method);
				headers.put("X-Forwarded-Port", "443");
				headers.put("X-Forwarded-Proto", "https");
				headers.put("X-Forwarded-Uri", target);
				headers.put("Accept-Encoding", "gzip");
				headers.forEach((name, value) -> question.add(name + ": " + value));
				return question;
			}

			@Override
			boolean handsOn(String header) {
				return Pattern
					.compile(PageYaml.beginningWith("# /etc/traefik/latchkey.yml").only("authResponseHeadersRegex"))
					.matcher(header)
					.find();
			}
		},

		ENVOY {
			@Override
			List<String> question(String method, String host, String target, Map<String, String> client) {
				PageYaml page = PageYaml.beginningWith("# /etc/envoy/envoy.yaml");
				List<String> question = new ArrayList<>(
						List.of(method + " " + page.only("http_service.path_prefix") + target + " HTTP/1.1",
								"host: " + host, "content-length: 0"));
				for (String name : page.all("allowed_headers.patterns", ".exact")) {
					if (client.containsKey(name)) {
						question.add(name + ": " + client.get(name));
					}
				}
				// always sent, whatever is allowed
				if (client.containsKey("authorization")) {
					question.add("authorization: " + client.get("authorization"));
				}
				assertThat(page.all("headers_to_add", ".key")).containsExactly("x-forwarded-proto");
				question.add("x-forwarded-proto: " + page.all("headers_to_add", ".value").get(0));
				question.add("x-envoy-internal: true");
				question.add("x-forwarded-for: 203.0.113.7,127.0.0.1");
				question.add("x-envoy-expected-rq-timeout-ms: 3000");
				return question;
			}

			@Override
			boolean handsOn(String header) {
				return header.startsWith(PageYaml.beginningWith("# /etc/envoy/envoy.yaml").only("patterns[0].prefix"));
			}
		};

		/**
		 * Return the question about a client's request, line by line.
		 */
		abstract List<String> question(String method, String host, String target, Map<String, String> client);

		/**
		 * Return whether the app is handed a header of the answer.
		 * @param header its name in small letters
		 */
		abstract boolean handsOn(String header);

		Map<String, String> handedOn(Reply answer) {
			Map<String, String> headers = new LinkedHashMap<>();
			answer.head().stream().skip(1).map((line) -> line.split(": ?", 2)).forEach((header) -> {
				String name = header[0].toLowerCase(Locale.ROOT);
				if (handsOn(name)) {
					assertThat(headers.put(name, header[1])).as("%s comes once", name).isNull();
				}
			});
			return headers;
		}

	}

}

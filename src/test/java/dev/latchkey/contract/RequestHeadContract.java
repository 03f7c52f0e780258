package dev.latchkey.contract;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Person;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The head of a request may be as large and as strange as browsers, proxies and the other
 * applications of a host make it.
 */
abstract class RequestHeadContract extends Contract {

	private static final String ALL_BYTES = IntStream.rangeClosed(0x80, 0xff)
		.mapToObj(Character::toString)
		.collect(Collectors.joining());

	private String signedIn() {
		Client alice = client();
		alice.loginForCookies(someone()).expect(200);
		return Client.COOKIE + "=" + alice.credential();
	}

	private static String bytes(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	@Test
	void bringsTheCookiesOfAllApplicationsOfTheHost() {
		String others = IntStream.range(0, 300)
			.mapToObj((i) -> "app-" + i + "=" + "x".repeat(80))
			.collect(Collectors.joining("; "));
		assertThat(this.latchkey.raw().send("GET /api/me HTTP/1.1", "Cookie: " + others + "; " + signedIn()))
			.startsWith("HTTP/1.1 200 ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "settings={\"a\":1,\"b\":[2,3]}", "q=\"unbalanced", "q=\"a;b\"", "=", ";;;", "name only",
			"$Version=1; $Path=/", "t=a,b c", "k\u00e9y=\u00fc", "\u0080=\u009b", "[x]=1", "a==b=c", "app=%zz" })
	void bringsCookiesThatOnlyTheirApplicationsUnderstand(String foreign) {
		String ours = signedIn();
		for (String cookies : List.of(foreign + "; " + ours, ours + "; " + foreign)) {
			assertThat(this.latchkey.raw().send("GET /api/me HTTP/1.1", "Cookie: " + cookies)).as(cookies)
				.startsWith("HTTP/1.1 200 ");
		}
	}

	@Test
	void hasRoomForAllThatProxiesAdd() {
		assertThat(this.latchkey.raw()
			.send("GET /api/me HTTP/1.1", "X-Client-Certificate: " + "x".repeat(28_000), "Cookie: " + signedIn()))
			.startsWith("HTTP/1.1 200 ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET / HTTP/1.1", "GET /login HTTP/1.1", "POST /login HTTP/1.1" })
	void isRefusedInAPageWhereItIsTooLarge(String line) {
		String answer = this.latchkey.raw().send(line, "Accept: text/html", "Cookie: a=" + "x".repeat(40_000));
		assertThat(answer).startsWith("HTTP/1.1 431 ")
			.containsIgnoringCase("Content-Type: text/html")
			.containsIgnoringCase("Content-Security-Policy: default-src 'self'")
			.contains("<h1>", "cookies", "lang=\"en\"");
	}

	@Test
	void isRefusedInTheLanguageOfTheBrowser() {
		for (String line : List.of("GET /login HTTP/1.1", "GET /login?q=" + "x".repeat(40_000) + " HTTP/1.1",
				"G\u00e4T / HTTP/1.1")) {
			String answer = this.latchkey.raw()
				.send(line, "Accept: text/html", "Accept-Language: de", "Cookie: a=" + "x".repeat(40_000));
			// of a line that cannot be read, nothing that follows is
			assertThat(answer).as(line.substring(0, 5)).matches("(?s)HTTP/1.1 4.*(lang=\"de\"|problem\\+json).*");
		}
		assertThat(this.latchkey.raw()
			.send("GET /login HTTP/1.1", "Accept: text/html", "Accept-Language: de", "Cookie: a=" + "x".repeat(40_000)))
			.contains("lang=\"de\"", "Ihr Browser hat zu viel gesendet");
	}

	@Test
	void isRefusedInJsonWhereAProgramCalls() {
		assertThat(
				this.latchkey.raw().send("GET /api/me HTTP/1.1", "Accept: text/html", "X-Big: " + "x".repeat(40_000)))
			.startsWith("HTTP/1.1 431 ")
			.containsIgnoringCase("Content-Type: application/problem+json")
			.contains("urn:latchkey:request-header-fields-too-large");
		String[] many = IntStream.range(0, 150).mapToObj((i) -> "X-" + i + ": y").toArray(String[]::new);
		many[0] = "GET /api/me HTTP/1.1";
		assertThat(this.latchkey.raw().send(many)).startsWith("HTTP/1.1 431 ");
	}

	@Test
	void isRefusedWhereItsAddressIsTooLong() {
		assertThat(this.latchkey.raw().send("GET /api/me?q=" + "x".repeat(40_000) + " HTTP/1.1"))
			.startsWith("HTTP/1.1 414 ")
			.contains("urn:latchkey:uri-too-long");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1_000, 3_000, 8_000, 30_000 })
	void leadsToTheLoginFromAnAddressOfAnyLength(int length) {
		String answer = this.latchkey.raw()
			.send("GET /reports?q=" + "&".repeat(length) + " HTTP/1.1", "Accept: text/html");
		assertThat(answer).startsWith("HTTP/1.1 303 ").containsIgnoringCase("Location: /login?continue=");
	}

	static List<String> userAgents() {
		return List.of(ALL_BYTES, bytes("\u00dcn\u00efcode \ud83e\udd89 \u0645\u062a\u0635\u0641\u062d"), "\u0080",
				"\u009b31m red", "\u00ff\u00fe", "\t", "x".repeat(8_000), "", "Mozilla/5.0 (\u00ed\u00a0\u0080)",
				"${jndi:ldap://x/}", "<script>");
	}

	@ParameterizedTest
	@MethodSource("userAgents")
	void signsInWhateverTheClientCallsItself(String userAgent) {
		Person alice = someone();
		String body = "{\"username\":\"" + alice.username() + "\",\"password\":\"" + alice.password()
				+ "\",\"transport\":\"cookie\"}";
		String answer = this.latchkey.raw()
			.sendAll("POST /api/login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
					+ "Content-Type: application/json\r\nUser-Agent: " + userAgent + "\r\nContent-Length: "
					+ body.length() + "\r\n\r\n" + body);
		assertThat(answer).startsWith("HTTP/1.1 200 ");
		Client client = this.latchkey.login(alice);
		client.get("/api/me/sessions").expect(200).json().get("sessions").forEach((session) -> {
			String kept = session.get("user_agent").asString();
			assertThat(kept.codePoints()).noneMatch(Character::isISOControl);
			assertThat(kept.length()).isLessThanOrEqualTo(256);
		});
	}

	@Test
	void keepsWhatTheClientCallsItselfReadable() {
		Person alice = someone();
		Client client = this.latchkey.client();
		String owl = "Eule/\u00fc \ud83e\udd89";
		String body = "{\"username\":\"" + alice.username() + "\",\"password\":\"" + alice.password() + "\"}";
		this.latchkey.raw()
			.sendAll("POST /api/login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
					+ "Content-Type: application/json\r\nUser-Agent: " + bytes(owl) + "\r\nContent-Length: "
					+ body.length() + "\r\n\r\n" + body);
		client.login(alice).expect(200);
		assertThat(client.get("/api/me/sessions").json().get("sessions").findValuesAsString("user_agent"))
			.contains(owl);
		assertThat(client.get("/api/me/events").json().toString()).contains(owl);
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Anything", "Accept-Language", "Accept-Encoding", "Referer", "DNT", "Via", "Forwarded",
			"X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Prefix", "X-Request-Id",
			"If-None-Match", "If-Modified-Since", "Range", "Sec-CH-UA", "Upgrade", "Prefer", "Cache-Control",
			"X-HTTP-Method-Override", "Priority", "traceparent", "From", "User-Agent", "Origin" })
	void doesNotDependOnFieldsThatNobodyNeeds(String name) {
		String ours = "Cookie: " + signedIn();
		for (String value : List.of(ALL_BYTES, bytes("\ud83e\udd89 \u0e44\u0e17\u0e22"), "\u009b", "", ",;=\"(",
				"99999999999999999999", "bytes=9-1,x")) {
			assertThat(this.latchkey.raw().send("GET /api/me HTTP/1.1", ours, name + ": " + value)).as("%s", value)
				.startsWith("HTTP/1.1 200 ");
			assertThat(this.latchkey.raw().status("GET /assets/latchkey.css HTTP/1.1", name + ": " + value)).isIn(200,
					206, 304, 416);
			assertThat(this.latchkey.raw()
				.send("POST /api/login HTTP/1.1", "Content-Type: application/json", "Content-Length: 0",
						name + ": " + value))
				.startsWith("HTTP/1.1 400 ")
				.contains("urn:latchkey:invalid-request");
		}
	}

	@Test
	void isRefusedWithControlsAsTheStandardWantsIt() {
		// RFC 9110, 5.5
		for (char control : new char[] { 0, 1, 0x1b, 0x7f }) {
			String answer = this.latchkey.raw().send("GET /api/mode HTTP/1.1", "User-Agent: a" + control + "b");
			assertThat(answer.toLowerCase(Locale.ROOT)).startsWith("http/1.1 400 ");
		}
	}

}

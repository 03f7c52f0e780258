package dev.latchkey.promise;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.latchkey.contract.BadInputContract;
import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Registered;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * P7: no input breaks anything, gives anything away or leaves anything behind.
 */
class BadInputTests {

	/** In every bad input, so that it can be looked for in the answers. */
	private static final String MARKER = "zq9marker";

	/**
	 * Every door, in both modes.
	 */
	abstract static class BadInput extends BadInputContract {

		private final BadInputs bad = new BadInputs(new Random(20_261_123), MARKER);

		/**
		 * Without what says that an account, which an administrator deleted, has ended.
		 */
		@Override
		public Set<String> keys() {
			return super.keys().stream()
				.filter((key) -> !key.startsWith("latchkey:cutoff:"))
				.collect(Collectors.toSet());
		}

		private static void isRefused(Answer answer, Object input) {
			assertThat(answer.status()).as("for %.300s: %s", input, answer).isBetween(400, 499);
			saysNothing(answer, input);
		}

		private static void saysNothing(Answer answer, Object input) {
			assertThat(answer.status()).as("for %.300s: %s", input, answer).isLessThan(500);
			saysNothing(answer.body(), input);
			assertThat(answer.header("Location").orElse("")).doesNotContain(MARKER);
		}

		public static void saysNothing(String answer, Object input) {
			BadInputContract.saysNothing(answer, input);
			assertThat(answer).as("for %.300s", input).doesNotContain(MARKER);
		}

		@Test
		void fromTheJsonLogin() {
			for (String body : this.bad.json("username", "password", "transport", "remember_me", "device_token")) {
				isRefused(client().call("POST", "/api/login").body("application/json", body).send(), body);
			}
		}

		@Test
		void fromTheFormLogin() {
			Client browser = client();
			String csrf = browser.csrfOfPage("/login");
			for (String text : this.bad.texts()) {
				Answer answer = browser.call("POST", "/login")
					.form("username", text, "password", text, "continue", "//" + text, "_csrf", csrf)
					.send();
				answer.expect(303, 400, 413);
				saysNothing(answer, text);
				assertThat(answer.cookie(Client.COOKIE)).isEmpty();
			}
		}

		@Test
		void fromTheLoginPage() {
			for (String text : this.bad.texts()) {
				String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
				if (encoded.length() < 4000) {
					Answer answer = client().browse("/login?continue=%2F%2F" + encoded + "&error=" + encoded);
					answer.expect(200, 400);
					saysNothing(answer, text);
				}
			}
		}

		@Test
		void fromRefreshAndLogout() {
			for (String body : this.bad.json("refresh_token")) {
				isRefused(client().call("POST", "/api/refresh").body("application/json", body).send(), body);
				Answer logout = client().call("POST", "/api/logout").body("application/json", body).send();
				logout.expect(204, 400, 413);
				saysNothing(logout, body);
			}
		}

		@Test
		void fromThePasswordChange() {
			for (String body : this.bad.json("current_password", "new_password", "keep_others")) {
				isRefused(this.client.call("PUT", "/api/me/password").body("application/json", body).send(), body);
			}
		}

		@Test
		void fromTheAdministrator() {
			Person victim = someone();
			long users = admin().get("/api/admin/users").json().get("total").asLong();
			for (String body : this.bad.json("username", "password", "roles")) {
				Answer answer = admin().call("POST", "/api/admin/users").body("application/json", body).send();
				// a strange name may be a good one
				if (answer.status() == 201) {
					admin().delete("/api/admin/users/" + BadInputs.segment(answer.text("/username"))).expect(204);
				}
				else {
					isRefused(answer, body);
				}
			}
			for (String body : this.bad.json("status", "roles")) {
				Answer answer = admin().call("PATCH", "/api/admin/users/" + victim.username())
					.body("application/json", body)
					.send();
				if (answer.status() != 200) {
					isRefused(answer, body);
				}
			}
			assertThat(admin().get("/api/admin/users").json().get("total").asLong()).isEqualTo(users);
		}

		@Test
		void fromApplications() {
			Registered application = Registered.at(this.latchkey);
			for (String text : this.bad.texts()) {
				Answer asked = application.introspect(text).expect(200, 400, 413);
				saysNothing(asked, text);
				saysNothing(application.revoke(text).expect(200, 400, 413), text);
				isRefused(new Registered(client(), text, text).introspect(text), text);
				isRefused(new Registered(client(), application.clientId(), text).introspect(text), text);
			}
			for (String text : this.bad.headers()) {
				for (String path : List.of("introspect", "revoke")) {
					for (String scheme : List.of("", "Basic ")) {
						String answer = this.latchkey.raw()
							.send("POST /oauth2/" + path + " HTTP/1.1", "Authorization: " + scheme + text,
									"Content-Type: application/x-www-form-urlencoded", "Content-Length: 0");
						assertThat(answer).as("%.300s", text).matches("(?s)HTTP/1.1 (401|400|431).*");
						saysNothing(answer, text);
					}
				}
			}
			for (String body : this.bad.json("name")) {
				Answer answer = admin().call("POST", "/api/admin/applications").body("application/json", body).send();
				if (answer.status() != 201) {
					isRefused(answer, body);
				}
			}
		}

		@Test
		void fromPathsAndQueries() {
			for (String text : this.bad.texts()) {
				String segment = BadInputs.segment(text);
				if (segment.length() > 4000) {
					continue;
				}
				for (String path : List.of("/api/admin/users/" + segment, "/api/admin/users/" + segment + "/sessions",
						"/api/admin/users?page=" + segment, "/api/admin/sessions?size=" + segment, "/api/" + segment)) {
					Answer answer = admin().get(path);
					if (answer.status() != 200) {
						isRefused(answer, path);
					}
				}
				saysNothing(admin().get("/api/admin/users?q=" + segment), text);
				isRefused(this.client.delete("/api/me/sessions/x" + segment), text);
				isRefused(admin().delete("/api/admin/sessions/x" + segment), text);
				isRefused(admin().post("/api/admin/users/x" + segment + "/logout"), text);
			}
		}

		@Test
		void fromWhatIsNoText() {
			for (String text : List.of("%", "%zz", "%2", "%C0%80", "%FF", "%ED%A0%80", "%u0041", "%00", "a=b=c&&&=",
					"x&x&x")) {
				for (String line : List.of("GET /login?continue=", "GET /login?", "GET /?", "GET /api/mode?",
						"GET /api/admin/users?q=", "GET /api/me?x=", "POST /api/login?", "POST /api/logout?",
						"POST /api/refresh?", "POST /login?username=", "POST /logout?_csrf=", "GET /forward-auth?")) {
					String answer = this.latchkey.raw()
						.send(line + text + " HTTP/1.1", "Content-Length: 0",
								"Cookie: " + Client.COOKIE + "=" + this.client.credential());
					assertThat(answer).as(line + text).matches("(?s)HTTP/1.1 [234]\\d\\d.*");
					saysNothing(answer, line + text);
				}
				Client browser = client();
				browser.csrf();
				Answer form = browser.call("POST", "/login")
					.body("application/x-www-form-urlencoded", "username=" + text + "&_csrf=" + text)
					.send();
				isRefused(form, text);
			}
		}

		@Test
		void fromWhatTheServerCannotDo() {
			for (String protocol : List.of("HTTP/9.9", "HTTP/2.0", "HTTP/1.2", "FTP/1.1", "http/1.1")) {
				String answer = this.latchkey.raw().send("GET /login " + protocol, "X-Some: " + MARKER);
				assertThat(answer).as(protocol).startsWith("HTTP/1.1 400 ").contains("\"status\":400");
				saysNothing(answer, protocol);
			}
			for (String coding : List.of("gzip", "none", "chunked, gzip", "identity, " + MARKER)) {
				String answer = this.latchkey.raw()
					.send("POST /api/login HTTP/1.1", "Content-Type: application/json", "Transfer-Encoding: " + coding);
				assertThat(answer).as(coding).startsWith("HTTP/1.1 400 ").contains("\"status\":400");
				saysNothing(answer, coding);
			}
		}

		@Test
		void fromCredentials() {
			for (String text : this.bad.headers()) {
				for (String header : List.of("Cookie: " + Client.COOKIE + "=" + text,
						"Cookie: " + Client.REFRESH_COOKIE + "=" + text, "Authorization: Bearer " + text,
						"Authorization: " + text, "Cookie: " + text)) {
					for (String line : List.of("GET /api/me HTTP/1.1", "GET /forward-auth HTTP/1.1", "GET / HTTP/1.1",
							"POST /api/logout HTTP/1.1", "POST /api/refresh HTTP/1.1")) {
						String answer = this.latchkey.raw().send(line, header, "Content-Length: 0");
						assertThat(answer).as("%s for %.300s", line, header)
							.matches("(?s)(HTTP/1.1 (401|400|431|403)|"
									+ (line.startsWith("POST") ? "HTTP/1.1 (204|404)" : "-") + ").*");
						saysNothing(answer, header);
					}
				}
			}
		}

		/** It takes ten seconds by the clock, so that one mode has to do by default. */
		void waitForABodyThatDoesNotCome(CapturedOutput output) {
			long start = System.nanoTime();
			String answer = this.latchkey.raw()
				.send("POST /api/login HTTP/1.1", "Content-Type: application/json", "Content-Length: 50");
			assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d.*");
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
			assertThat(output.toString()).doesNotContain("Exception");
		}

		@Test
		void fromHeadersOfEveryKind() {
			for (String text : this.bad.headers()) {
				for (String name : List.of("Content-Type", "Accept", "X-XSRF-TOKEN", "Sec-Fetch-Site",
						"X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port",
						"X-Forwarded-Prefix", "Forwarded", "Accept-Language", "Origin", "Content-Length",
						"Transfer-Encoding", "Range", "If-None-Match", "X-HTTP-Method-Override")) {
					String answer = this.latchkey.raw().send("POST /api/login HTTP/1.1", name + ": " + text);
					assertThat(answer).as("%s: %.300s", name, text).matches("(?s)HTTP/1.1 4\\d\\d.*");
					saysNothing(answer, name + ": " + text);
				}
			}
		}

	}

	@Nested
	@RunsIn(Latchkey.Mode.SESSION)
	class InSessionMode extends BadInput {

		@Test
		@ExtendWith(OutputCaptureExtension.class)
		void fromABodyThatDoesNotCome(CapturedOutput output) {
			waitForABodyThatDoesNotCome(output);
		}

	}

	@Nested
	@Tag("full")
	@RunsIn(Latchkey.Mode.JWT)
	class InJwtMode extends BadInput {

		@Test
		@ExtendWith(OutputCaptureExtension.class)
		void fromABodyThatDoesNotCome(CapturedOutput output) {
			waitForABodyThatDoesNotCome(output);
		}

	}

	/**
	 * Makes bad input, the same in each run.
	 */
	private static final class BadInputs {

		private final Random random;

		private final String marker;

		BadInputs(Random random, String marker) {
			this.random = random;
			this.marker = marker;
		}

		/** Texts that no name, password or number is. */
		List<String> texts() {
			String m = this.marker;
			List<String> texts = new ArrayList<>(List.of(m + "\0", "\0" + m, m + "\r\nX-Planted: 1", m + "' or '1'='1",
					m + "\";--", "${jndi:ldap://x/" + m + "}", "#{" + m + "}", "T(java.lang.Runtime)" + m,
					"<script>" + m + "</script>", "../../" + m, "%00" + m, "%2e%2e%2f" + m, m + "\u202e", m + "\ufeff",
					m + "\u0301".repeat(300), "\ud83e\udd89".repeat(100) + m, m.repeat(600), m + " ".repeat(600),
					"-1" + m, "99999999999999999999" + m, m + "\\", m + "*", m + "?", m + ";x=1", m + "|", m + "\t"));
			Stream.generate(this::text).limit(20).forEach(texts::add);
			return texts;
		}

		private String text() {
			StringBuilder text = new StringBuilder(this.marker);
			this.random.ints(1 + this.random.nextInt(40), 0, 0x2FFFF)
				.filter((c) -> Character.isDefined(c) && Character.getType(c) != Character.SURROGATE)
				.forEach(text::appendCodePoint);
			return text.toString();
		}

		/** What is put into headers as it is: each char a byte, no line breaks. */
		List<String> headers() {
			List<String> headers = new ArrayList<>(List.of(this.marker, this.marker + "\0", this.marker + "\u0001",
					"\"" + this.marker, this.marker + ";;;===,,,", this.marker + "\u00ff\u00fe", "a.b." + this.marker,
					this.marker.repeat(1500), this.marker + "..", "eyJhbGciOiJub25lIn0." + this.marker + ".",
					"99999999999999999999" + this.marker, "%" + this.marker, "{" + this.marker + "}"));
			for (int i = 0; i < 12; i++) {
				byte[] bytes = new byte[1 + this.random.nextInt(80)];
				this.random.nextBytes(bytes);
				headers.add(this.marker + new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[\r\n]", "~"));
			}
			return headers;
		}

		/** JSON that is none, or has these fields in forms that no call asks for. */
		List<String> json(String... fields) {
			String m = this.marker;
			List<String> bodies = new ArrayList<>(List.of("", " ", m, "{", "}", "[]", "[{}]", "null", "true", "1",
					"\"" + m + "\"", "{\"" + m + "\":1", "{'x':'" + m + "'}", "[".repeat(8000), "{\"a\":".repeat(2000),
					"\u0000", "\ufeff" + m, "{\"" + fields[0] + "\":\"" + m + "\",}", "<x>" + m + "</x>",
					"{\"" + fields[0] + "\":1e999999999,\"x\":\"" + m + "\"}", "{\"" + fields[0] + "\":\"\\ud800\"}",
					"{\"" + fields[0] + "\":\"" + m + "\n\"}"));
			for (int i = 0; i < 40; i++) {
				bodies.add(object(fields));
			}
			return bodies;
		}

		private String object(String... fields) {
			List<String> members = new ArrayList<>();
			for (String field : fields) {
				if (this.random.nextInt(6) > 0) {
					members.add("\"" + field + "\":" + value());
				}
			}
			// at least one that is wrong for any field
			members.add("\"" + fields[0] + "\":{\"" + this.marker + "\":[" + value() + "]}");
			return "{" + String.join(",", members) + "}";
		}

		private String value() {
			String m = this.marker;
			return switch (this.random.nextInt(12)) {
				case 0 -> "null";
				case 1 -> "true";
				case 2 -> String.valueOf(this.random.nextLong());
				case 3 -> "1e400";
				case 4 -> "[]";
				case 5 -> "{\"" + m + "\":null}";
				case 6 -> "[\"" + m + "\",[[[]]]]";
				case 7 -> "\"\"";
				case 8 -> "\"" + m + "\\u0000\"";
				case 9 -> "\"" + m + "\\udc00\\ud800\"";
				case 10 -> "\"" + m.repeat(500) + "\"";
				default -> "-0." + "9".repeat(1 + this.random.nextInt(2000));
			};
		}

		static String segment(String text) {
			return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
		}

	}

}

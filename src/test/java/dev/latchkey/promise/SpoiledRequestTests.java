package dev.latchkey.promise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.latchkey.contract.BadInputContract;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * P7 by its number: requests as clients send them, with some bytes of each changed, by
 * which one in six or so stays good. Nothing breaks, no answer tells how the service is
 * built, and nothing stays behind.
 */
class SpoiledRequestTests {

	/**
	 * Ten thousand in the profile {@code full}, in both modes.
	 */
	@ExtendWith(OutputCaptureExtension.class)
	abstract static class SpoiledRequests extends BadInputContract {

		private static final int REQUESTS = Repetitions.of(10_000);

		private static final List<String> NASTY = List.of("\r\n", "\r\n\r\n", "\n", "\0", "%00", "%", "%zz",
				"%2e%2e%2f", "/../", "//", ";", ";x=1", "\\", "?", "&", "#", "=", "\"", "'", "{", "}", "[", "]", ",",
				" ", "\t", "\u00c3\u00bf", "\u00ff", "-1", "99999999999999999999", "1e999", "null", "[".repeat(3000),
				"a".repeat(9000), "\r\nTransfer-Encoding: chunked", "\r\nTransfer-Encoding: gzip",
				"\r\nContent-Length: 7", "\r\nContent-Type: multipart/form-data; boundary=x",
				"\r\nContent-Type: text/plain;charset=none", "\r\nExpect: 100-continue", "\r\nUpgrade: h2c",
				"\r\nCookie: ", "\r\nAuthorization: Bearer ", "\r\nAuthorization: Basic ", "\r\nX-Forwarded-Host: [",
				"\r\nForwarded: for=\"", "\r\nAccept: /;q=x", "\r\nRange: bytes=-", "\r\nHost: ");

		private final Random random = new Random(20_261_126);

		@Test
		void breakNothingAndLeaveNothing(CapturedOutput output) {
			List<String> requests = requests();
			Map<Character, Integer> answers = new HashMap<>();
			for (int i = 0; i < REQUESTS; i++) {
				String bad = spoil(requests.get(this.random.nextInt(requests.size())));
				String answer = this.latchkey.raw().sendAll(bad);
				// in the body as well, which is all that an answer of HTTP/0.9 has
				assertThat(answer).as("request %d: %.2000s", i, bad)
					.doesNotContainPattern("HTTP/1\\.1 5\\d\\d|\"status\":5");
				saysNothing(answer, bad);
				answers.merge(answer.startsWith("HTTP/1.1 ") ? answer.charAt(9) : '-', 1, Integer::sum);
			}
			// most are refused, some of each kind are still good, and few were no request
			assertThat(answers.get('4')).as("%s", answers).isGreaterThan(REQUESTS / 2);
			assertThat(answers.get('2')).as("%s", answers).isGreaterThan(REQUESTS / 20);
			assertThat(answers.get('-')).as("%s", answers).isLessThan(REQUESTS / 5);
			assertThat(output.toString()).doesNotContain("Exception", "\tat ");
		}

		/**
		 * What is safe is sent with a good credential, and all else with one that opens
		 * nothing, so that a request that is still good changes nothing.
		 */
		private List<String> requests() {
			String good = this.client.credential();
			String bad = new StringBuilder(good).reverse().toString();
			String csrf = this.client.csrf();
			List<String> requests = new ArrayList<>();
			for (String path : List.of("/api/me", "/api/me/sessions?page=0&size=20", "/forward-auth", "/api/mode", "/",
					"/login?continue=%2Fdevices&error", "/devices", "/password", "/.well-known/jwks.json",
					"/assets/latchkey.css", "/actuator/health/liveness", "/error", "/api/none")) {
				requests.add(request("GET " + path, good, csrf, ""));
			}
			String asAdmin = admin().credential();
			for (String path : List.of("/api/admin/users?page=0&size=20&q=a", "/api/admin/users/admin/sessions",
					"/api/admin/sessions?page=0&size=50", "/api/admin/events?size=20", "/admin/online?page=1")) {
				requests.add(request("GET " + path, asAdmin, csrf, ""));
			}
			requests.add(request("HEAD /api/me", good, csrf, ""));
			requests.add(request("OPTIONS /api/me", good, csrf, ""));
			requests.add(request("POST /api/login", bad, csrf,
					"{\"username\":\"nobody\",\"password\":\"a password\",\"transport\":\"cookie\",\"remember_me\":true}"));
			requests.add(request("POST /login", bad, csrf,
					"username=nobody&password=a+password&continue=%2F&remember-me=on&_csrf=" + csrf));
			for (String path : List.of("/api/logout", "/api/refresh", "/logout")) {
				requests.add(request("POST " + path, bad, csrf, "{\"refresh_token\":\"" + bad + "\"}"));
			}
			for (String path : List.of("/oauth2/introspect", "/oauth2/revoke")) {
				requests.add(request("POST " + path, bad, csrf, "token=" + bad + "&token_type_hint=access_token"));
			}
			requests.add(request("PUT /api/me/password", bad, csrf,
					"{\"current_password\":\"a\",\"new_password\":\"b\",\"keep_others\":true}"));
			requests.add(request("DELETE /api/me/sessions/" + NO_HANDLE, bad, csrf, ""));
			requests.add(request("POST /api/admin/users", bad, csrf,
					"{\"username\":\"x\",\"password\":\"y\",\"roles\":[\"USER\"]}"));
			requests.add(request("PATCH /api/admin/users/admin", bad, csrf, "{\"status\":\"disabled\"}"));
			return requests;
		}

		private String request(String line, String credential, String csrf, String body) {
			List<String> lines = new ArrayList<>(List.of(line + " HTTP/1.1", "Host: localhost", "User-Agent: some/1.0",
					"Accept: " + (line.contains("/api/") ? "application/json" : "text/html,*/*;q=0.8"),
					"Accept-Language: en-GB,en;q=0.5", "Origin: http://localhost", "Sec-Fetch-Site: same-origin",
					"X-Forwarded-For: 192.0.2.1", "X-XSRF-TOKEN: " + csrf));
			String cookies = Client.CSRF_COOKIE + "=" + csrf;
			if (line.contains("/oauth2/")) {
				lines.add("Authorization: Basic bm9ib2R5OnNlY3JldA==");
			}
			else if (credential.indexOf('.') > 0 && this.random.nextBoolean()) {
				lines.add("Authorization: Bearer " + credential);
			}
			else {
				cookies += "; " + Client.COOKIE + "=" + credential;
			}
			lines.add("Cookie: " + cookies);
			if (!body.isEmpty()) {
				lines.add("Content-Type: "
						+ (body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded"));
				lines.add("Content-Length: " + body.length());
			}
			return String.join("\r\n", lines) + "\r\n\r\n" + body;
		}

		private String spoil(String request) {
			StringBuilder bad = new StringBuilder(request);
			for (int left = 1 + this.random.nextInt(4); left > 0; left--) {
				int from = this.random.nextInt(bad.length() + 1);
				int to = Math.min(bad.length(), from + 1 + this.random.nextInt(12));
				switch (this.random.nextInt(10)) {
					case 0 -> bad.insert(from, bad.substring(from, to));
					case 1, 2 -> bad.delete(from, to);
					case 3 -> bad.insert(from, bad.substring(from));
					case 4, 5 -> bad.insert(from, (char) this.random.nextInt(256));
					case 6 -> bad.setLength((this.random.nextInt(4) > 0) ? bad.length() : from);
					default -> bad.replace(from, to, NASTY.get(this.random.nextInt(NASTY.size())));
				}
			}
			return bad.toString();
		}

	}

	@Nested
	@RunsIn(Latchkey.Mode.SESSION)
	class InSessionMode extends SpoiledRequests {

	}

	@Nested
	@Tag("full")
	@RunsIn(Latchkey.Mode.JWT)
	class InJwtMode extends SpoiledRequests {

	}

}

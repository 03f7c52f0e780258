package dev.latchkey.promise;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.LastByte;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RawConnection;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request is looked at when its body is complete, and no thread waits for that (P1, P3,
 * P10).
 */
class SlowBodyTests {

	private static final String ALLOWED = "20";

	private static final int OF_NETWORK = Integer.parseInt(ALLOWED);

	private static final String TIMEOUT = "latchkey.web.body-timeout=3s";

	private static final String PLACES = "latchkey.web.waiting-bodies-per-network=" + ALLOWED;

	private static final String FORM = "application/x-www-form-urlencoded";

	private static final String JSON = "application/json";

	abstract static class Rules {

		private final List<RawConnection> open = new ArrayList<>();

		private Latchkey latchkey;

		@BeforeEach
		void use(Latchkey started) {
			this.latchkey = started;
		}

		@AfterEach
		void hangUp() {
			this.open.forEach(RawConnection::close);
			this.open.clear();
		}

		@Test
		void holdsNoThread() {
			Person alice = this.latchkey.newPerson("USER");
			// more than there are threads
			for (int i = 0; i < 12 * OF_NETWORK; i++) {
				connect("127.0.0." + (10 + i % 12)).send(post((i % 2 == 0) ? "/api/login" : "/login",
						(i % 2 == 0) ? JSON : FORM, 16_000, "Accept: text/html"));
			}
			this.latchkey.client().get("/actuator/health/liveness").expect(200);
			this.latchkey.client().browse("/login").expect(200);
			this.latchkey.client().get("/api/mode").expect(200);
			this.latchkey.client().loginByForm(alice).expect(303);
			Client client = this.latchkey.login(alice);
			client
				.put("/api/me/password",
						Map.of("current_password", Latchkey.PASSWORD, "new_password", "cedar-lamp-river-81"))
				.expect(200);
		}

		@ParameterizedTest
		@ValueSource(strings = { JSON, FORM, "multipart/form-data; boundary=x", "application/x-unknown" })
		void endsAtOneDeadlineHoweverTheBodyTrickles(String mediaType) throws InterruptedException {
			RawConnection slow = connect("127.0.0.2").send(post("/api/login", mediaType, 16_000, ""));
			Thread trickle = new Thread(() -> {
				// a minute, at the most
				for (int i = 0; i < 200 && slow.trySend(" "); i++) {
					pause(300);
				}
			});
			trickle.start();
			String answer = slow.untilClosed();
			assertThat(answer).startsWith("HTTP/1.1 408 ")
				.contains("Connection: close", "application/problem+json", "urn:latchkey:request-timeout",
						"X-Content-Type-Options: nosniff", "no-store");
			slow.close();
			trickle.join();
		}

		@Test
		void showsAPageToABrowserThatWasTooSlow() {
			String answer = connect("127.0.0.2").send(post("/login", FORM, 100, "Accept: text/html") + "username=a")
				.untilClosed();
			assertThat(answer).startsWith("HTTP/1.1 408 ").contains("text/html", "Content-Security-Policy");
		}

		@Test
		void changesNothingForABodyThatComesTooLate() {
			Client admin = this.latchkey.login(this.latchkey.newPerson("ADMIN"));
			LastByte armed = LastByte.call(admin, this.latchkey.port(), "POST /api/admin/applications",
					"{\"name\":\"too late\"}");
			assertThat(armed.status()).isEqualTo(408);
			armed.close();
			assertThat(this.latchkey.sql()
				.sql("select count(*) from application where name = 'too late'")
				.query(Long.class)
				.single()).isZero();
		}

		@Test
		void turnsAwayWhatOneNetworkSendsBeyondItsShare() {
			List<String> paths = List.of("/api/login", "/login", "/oauth2/introspect", "/api/none");
			List<RawConnection> waiting = IntStream.range(0, 3 * OF_NETWORK)
				.mapToObj((i) -> connect("127.0.0.6").send(post(paths.get(i % 4), FORM, 100, "")))
				.toList();
			String login = login(Latchkey.ADMIN);
			// what comes at once waits for nothing
			assertThat(status(connect("127.0.0.6").send(post("/api/login", JSON, login.length(), "") + login)))
				.isEqualTo(200);
			assertThat(status(inParts("127.0.0.7", login))).isEqualTo(200);
			List<String> answers = waiting.stream().map(RawConnection::untilClosed).toList();
			assertThat(answers).filteredOn((answer) -> !answer.startsWith("HTTP/1.1 408 "))
				.isNotEmpty()
				.allSatisfy((answer) -> assertThat(answer).startsWith("HTTP/1.1 503 ")
					.contains("urn:latchkey:busy", "Retry-After: 1"));
			assertThat(answers).filteredOn((answer) -> answer.startsWith("HTTP/1.1 408 "))
				.hasSizeGreaterThanOrEqualTo(OF_NETWORK);
			assertThat(status(inParts("127.0.0.6", login))).isEqualTo(200);
		}

		@Test
		void keepsNoPlaceForAClientThatHungUp() {
			for (int i = 0; i < 3 * OF_NETWORK; i++) {
				connect("127.0.0.6").send(post("/login", FORM, 100, ""));
				assertThat(connect("127.0.0.6").send(post("/login", FORM, 100, "")).endRequests().untilClosed())
					.startsWith("HTTP/1.1 400 ");
				hangUp();
			}
			String login = login(Latchkey.ADMIN);
			assertThat(status(inParts("127.0.0.6", login))).isEqualTo(200);
		}

		@Test
		void readsWhatComesInParts() {
			String login = login(Latchkey.ADMIN);
			assertThat(status(inParts("127.0.0.2", login))).isEqualTo(200);
			RawConnection chunked = connect("127.0.0.2").send(chunked("/api/login", JSON));
			for (int i = 0; i < login.length(); i += 7) {
				String chunk = login.substring(i, Math.min(i + 7, login.length()));
				chunked.send(Integer.toHexString(chunk.length()) + "\r");
				pause(10);
				chunked.send("\n" + chunk.charAt(0));
				chunked.send(chunk.substring(1) + "\r\n");
			}
			assertThat(status(chunked.send("0\r\n\r\n"))).isEqualTo(200);
			RawConnection old = connect("127.0.0.2").send("POST /api/login HTTP/1.0\r\nContent-Type: " + JSON
					+ "\r\nContent-Length: " + login.length() + "\r\n\r\n" + login.charAt(0));
			pause(50);
			old.send(login.substring(1));
			assertThat(RawConnection.status(old.untilClosed())).isEqualTo(200);
		}

		@Test
		void findsTheTokenInAFormThatComesInParts() {
			Client browser = this.latchkey.client();
			String csrf = browser.csrfOfPage("/login");
			String form = "username=admin&password=" + Latchkey.PASSWORD + "&_csrf=" + csrf;
			String cookie = "Cookie: " + Client.CSRF_COOKIE + "=" + browser.csrf();
			RawConnection connection = connect("127.0.0.2").send(post("/login", FORM, form.length(), cookie));
			for (int i = 0; i < form.length(); i += 20) {
				pause(5);
				connection.send(form.substring(i, Math.min(i + 20, form.length())));
			}
			assertThat(status(connection)).isEqualTo(303);
			String forged = form.replace("_csrf=", "_csrg=");
			connection.send(post("/login", FORM, forged.length(), cookie));
			pause(50);
			assertThat(status(connection.send(forged))).isEqualTo(403);
		}

		@Test
		void goesOnWithTheNextRequestAfterABody() {
			String login = login(Latchkey.ADMIN);
			String next = "GET /api/mode HTTP/1.1\r\nHost: localhost\r\n\r\n";
			RawConnection connection = connect("127.0.0.2");
			for (int i = 0; i < 3; i++) {
				connection.send(post("/api/login", JSON, login.length(), ""));
				pause(20);
				// the next request comes with the last byte of this one
				connection.send(login.substring(0, 5)).send(login.substring(5) + next);
				assertThat(status(connection)).isEqualTo(200);
				assertThat(connection.answer()).startsWith("HTTP/1.1 200 ").contains("\"mode\"");
			}
			connection.send(post("/api/login", JSON, login.length(), "") + login + next + next);
			assertThat(status(connection)).isEqualTo(200);
			assertThat(connection.answer()).contains("\"mode\"");
			assertThat(connection.answer()).contains("\"mode\"");
			connection.send(chunked("/api/login", JSON) + Integer.toHexString(login.length()) + "\r\n" + login
					+ "\r\n0\r\n\r\n" + next);
			assertThat(status(connection)).isEqualTo(200);
			assertThat(connection.answer()).contains("\"mode\"");
		}

		@Test
		void asksForABodyThatTheClientHoldsBack() {
			String login = login(Latchkey.ADMIN);
			RawConnection connection = connect("127.0.0.2")
				.send(post("/api/login", JSON, login.length(), "Expect: 100-continue"));
			assertThat(connection.answer()).isEqualTo("HTTP/1.1 100 \r\n\r\n");
			assertThat(status(connection.send(login))).isEqualTo(200);
			assertThat(connection.send(post("/api/login", JSON, 20_000, "Expect: 100-continue")).untilClosed())
				.startsWith("HTTP/1.1 413 ");
		}

		@Test
		void readsBodiesOfMethodsThatNeedNone() {
			for (String call : List.of("GET /api/mode", "DELETE /api/none", "OPTIONS /api/mode", "PROPFIND /api/x")) {
				RawConnection connection = connect("127.0.0.2")
					.send(call + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n");
				pause(20);
				assertThat(connection.send("0123456789").answer()).startsWith("HTTP/1.1 ").doesNotContain(" 408 ");
			}
		}

		@Test
		void knowsHowMuchIsTooMuch() {
			String most = "{\"username\":\"" + "x".repeat(16 * 1024 - 30) + "\",\"pas\":\"\"}";
			assertThat(most).hasSizeLessThanOrEqualTo(16 * 1024);
			assertThat(status(connect("127.0.0.2").send(post("/api/login", JSON, most.length(), "") + most)))
				.isBetween(400, 401);
			for (String path : List.of("/api/login", "/login")) {
				for (String type : List.of(JSON, FORM)) {
					assertThat(connect("127.0.0.2").send(post(path, type, 16 * 1024 + 1, "")).untilClosed())
						.startsWith("HTTP/1.1 413 ")
						.contains("urn:latchkey:too-large");
					assertThat(connect("127.0.0.2").send(chunked(path, type) + "4001\r\n" + "x".repeat(0x4001))
						.untilClosed()).startsWith("HTTP/1.1 413 ");
				}
			}
		}

		@ParameterizedTest
		@ValueSource(
				strings = { "x\r\n", "-1\r\n\r\n", "2\r\n{}{}\r\n0\r\n\r\n", "fffffffffffffffffff\r\n", "2\n{}\n" })
		void refusesMalformedChunks(String chunks) {
			for (String path : List.of("/api/login", "/login")) {
				assertThat(connect("127.0.0.2").send(chunked(path, JSON) + chunks).untilClosed())
					.startsWith("HTTP/1.1 400 ")
					.contains("urn:latchkey:invalid-request");
			}
		}

		@Test
		void refusesABodyThatBreaksOff() {
			assertThat(connect("127.0.0.2").send(post("/api/login", JSON, 100, "") + "{").endRequests().untilClosed())
				.startsWith("HTTP/1.1 400 ");
			assertThat(connect("127.0.0.2").send(chunked("/login", FORM) + "5\r\na").endRequests().untilClosed())
				.startsWith("HTTP/1.1 400 ");
		}

		private RawConnection connect(String address) {
			RawConnection connection = RawConnection.from(address, this.latchkey.port());
			this.open.add(connection);
			return connection;
		}

		private RawConnection inParts(String address, String login) {
			RawConnection connection = connect(address).send(post("/api/login", JSON, login.length(), ""));
			pause(20);
			return connection.send(login.substring(0, 10)).send(login.substring(10));
		}

		private static int status(RawConnection connection) {
			return RawConnection.status(connection.answer());
		}

		private static String login(Person person) {
			return "{\"username\":\"" + person.username() + "\",\"password\":\"" + person.password() + "\"}";
		}

		private static String post(String path, String type, int length, String header) {
			return head(path, type) + (header.isEmpty() ? "" : header + "\r\n") + "Content-Length: " + length
					+ "\r\n\r\n";
		}

		private static String chunked(String path, String type) {
			return head(path, type) + "Transfer-Encoding: chunked\r\n\r\n";
		}

		private static String head(String path, String type) {
			return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n";
		}

		/**
		 * Let the server see that there is no more for now. It also has to cope where it
		 * does not.
		 */
		private static void pause(int millis) {
			try {
				Thread.sleep(millis);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.SESSION, with = { TIMEOUT, PLACES })
	class InSessionMode extends Rules {

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.JWT, with = { TIMEOUT, PLACES })
	class InJwtMode extends Rules {

	}

}

package dev.latchkey.promise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.RawConnection;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.latchkey.promise.RawBodies.FORM;
import static dev.latchkey.promise.RawBodies.JSON;
import static dev.latchkey.promise.RawBodies.chunked;
import static dev.latchkey.promise.RawBodies.login;
import static dev.latchkey.promise.RawBodies.post;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A body may come in parts, however it is divided, and no thread waits for the next one
 * (P3).
 */
class BodyInPartsTests {

	private static final String CONTINUE = "HTTP/1.1 100 \r\n\r\n";

	private static final Duration AT_ONCE = Duration.ofMillis(5);

	private static final Duration SOON = Duration.ofMillis(20);

	abstract static class Rules {

		private Latchkey latchkey;

		private RawBodies bodies;

		@BeforeEach
		void use(Latchkey started) {
			this.latchkey = started;
			this.bodies = new RawBodies(started.port());
		}

		@AfterEach
		void hangUp() {
			this.bodies.close();
		}

		@Test
		void holdsNoThread() {
			Person alice = this.latchkey.newPerson("USER");
			// more than there are threads, and the server waits for each of them
			List<RawConnection> waiting = IntStream.range(0, 12 * 20)
				.mapToObj((i) -> this.bodies.connect("127.0.0." + (10 + i % 12))
					.send(post((i % 2 == 0) ? "/api/login" : "/login", (i % 2 == 0) ? JSON : FORM, 16_000,
							"Accept: text/html\r\nExpect: 100-continue")))
				.toList();
			assertThat(waiting).extracting(RawConnection::answer).containsOnly(CONTINUE);
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

		@Test
		void readsWhatComesInParts() {
			String login = login(Latchkey.ADMIN);
			assertThat(status(this.bodies.inParts("127.0.0.2", login))).isEqualTo(200);
			List<String> chunks = new ArrayList<>(List.of(chunked("/api/login", JSON)));
			for (int i = 0; i < login.length(); i += 7) {
				String chunk = login.substring(i, Math.min(i + 7, login.length()));
				chunks.add(Integer.toHexString(chunk.length()) + "\r");
				chunks.add("\n" + chunk.charAt(0));
				chunks.add(chunk.substring(1) + "\r\n");
			}
			chunks.add("0\r\n\r\n");
			assertThat(status(this.bodies.slowly(connect(), AT_ONCE, chunks))).isEqualTo(200);
			String old = "POST /api/login HTTP/1.0\r\nContent-Type: " + JSON + "\r\nContent-Length: " + login.length()
					+ "\r\n\r\n" + login.charAt(0);
			RawConnection closing = this.bodies.slowly(connect(), SOON, List.of(old, login.substring(1)));
			assertThat(RawConnection.status(closing.untilClosed())).isEqualTo(200);
		}

		@Test
		void findsTheTokenInAFormThatComesInParts() {
			Client browser = this.latchkey.client();
			String csrf = browser.csrfOfPage("/login");
			String form = "username=admin&password=" + Latchkey.PASSWORD + "&_csrf=" + csrf;
			String cookie = "Cookie: " + Client.CSRF_COOKIE + "=" + browser.csrf();
			List<String> parts = new ArrayList<>(List.of(post("/login", FORM, form.length(), cookie)));
			for (int i = 0; i < form.length(); i += 20) {
				parts.add(form.substring(i, Math.min(i + 20, form.length())));
			}
			RawConnection connection = this.bodies.slowly(connect(), AT_ONCE, parts);
			assertThat(status(connection)).isEqualTo(303);
			String forged = form.replace("_csrf=", "_csrg=");
			this.bodies.slowly(connection, SOON, List.of(post("/login", FORM, forged.length(), cookie), forged));
			assertThat(status(connection)).isEqualTo(403);
		}

		@Test
		void goesOnWithTheNextRequestAfterABody() {
			String login = login(Latchkey.ADMIN);
			String next = "GET /api/mode HTTP/1.1\r\nHost: localhost\r\n\r\n";
			RawConnection connection = connect();
			for (int i = 0; i < 3; i++) {
				// the next request comes with the last byte of this one
				this.bodies.slowly(connection, SOON, List.of(post("/api/login", JSON, login.length(), ""),
						login.substring(0, 5), login.substring(5) + next));
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
			RawConnection connection = connect().send(post("/api/login", JSON, login.length(), "Expect: 100-continue"));
			assertThat(connection.answer()).isEqualTo(CONTINUE);
			assertThat(status(connection.send(login))).isEqualTo(200);
			assertThat(connection.send(post("/api/login", JSON, 20_000, "Expect: 100-continue")).untilClosed())
				.startsWith("HTTP/1.1 413 ");
		}

		@Test
		void readsBodiesOfMethodsThatNeedNone() {
			for (String call : List.of("GET /api/mode", "DELETE /api/none", "OPTIONS /api/mode", "PROPFIND /api/x")) {
				String head = call + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n";
				assertThat(this.bodies.slowly(connect(), SOON, List.of(head, "0123456789")).answer())
					.startsWith("HTTP/1.1 ")
					.doesNotContain(" 408 ");
			}
		}

		@Test
		void knowsHowMuchIsTooMuch() {
			String most = "{\"username\":\"" + "x".repeat(16 * 1024 - 30) + "\",\"pas\":\"\"}";
			assertThat(most).hasSizeLessThanOrEqualTo(16 * 1024);
			assertThat(status(connect().send(post("/api/login", JSON, most.length(), "") + most))).isBetween(400, 401);
			for (String path : List.of("/api/login", "/login")) {
				for (String type : List.of(JSON, FORM)) {
					assertThat(connect().send(post(path, type, 16 * 1024 + 1, "")).untilClosed())
						.startsWith("HTTP/1.1 413 ")
						.contains("urn:latchkey:too-large");
					assertThat(connect().send(chunked(path, type) + "4001\r\n" + "x".repeat(0x4001)).untilClosed())
						.startsWith("HTTP/1.1 413 ");
				}
			}
		}

		@ParameterizedTest
		@ValueSource(
				strings = { "x\r\n", "-1\r\n\r\n", "2\r\n{}{}\r\n0\r\n\r\n", "fffffffffffffffffff\r\n", "2\n{}\n" })
		void refusesMalformedChunks(String chunks) {
			for (String path : List.of("/api/login", "/login")) {
				assertThat(connect().send(chunked(path, JSON) + chunks).untilClosed()).startsWith("HTTP/1.1 400 ")
					.contains("urn:latchkey:invalid-request");
			}
		}

		@Test
		void refusesABodyThatBreaksOff() {
			assertThat(connect().send(post("/api/login", JSON, 100, "") + "{").endRequests().untilClosed())
				.startsWith("HTTP/1.1 400 ");
			assertThat(connect().send(chunked("/login", FORM) + "5\r\na").endRequests().untilClosed())
				.startsWith("HTTP/1.1 400 ");
		}

		private RawConnection connect() {
			return this.bodies.connect("127.0.0.2");
		}

		private static int status(RawConnection connection) {
			return RawConnection.status(connection.answer());
		}

	}

	@Nested
	@Tag("full")
	@RunsIn(Latchkey.Mode.SESSION)
	class InSessionMode extends Rules {

	}

	@Nested
	@RunsIn(Latchkey.Mode.JWT)
	class InJwtMode extends Rules {

	}

}

package dev.latchkey.promise;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.LastByte;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.RawConnection;
import dev.latchkey.harness.RunsIn;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static dev.latchkey.promise.RawBodies.FORM;
import static dev.latchkey.promise.RawBodies.JSON;
import static dev.latchkey.promise.RawBodies.login;
import static dev.latchkey.promise.RawBodies.post;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * There is one deadline for all of a body, and each network has so many requests that
 * wait for theirs (P1, P3, P10).
 */
class SlowBodyTests {

	private static final String ALLOWED = "10";

	private static final int OF_NETWORK = Integer.parseInt(ALLOWED);

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final String TIMEOUT = "latchkey.web.body-timeout=1s";

	private static final String PLACES = "latchkey.web.waiting-bodies-per-network=" + ALLOWED;

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
		void endsAtOneDeadlineHoweverTheBodyTrickles() {
			List<RawConnection> slow = Stream.of(JSON, FORM, "multipart/form-data; boundary=x", "application/x-unknown")
				.map((type) -> this.bodies.connect("127.0.0.2").send(post("/api/login", type, 16_000, "")))
				.toList();
			slow.forEach((connection) -> this.bodies.trickle(connection, Duration.ofMillis(300)));
			assertThat(slow).extracting(RawConnection::untilClosed)
				.allSatisfy((answer) -> assertThat(answer).startsWith("HTTP/1.1 408 ")
					.contains("Connection: close", "application/problem+json", "urn:latchkey:request-timeout",
							"X-Content-Type-Options: nosniff", "no-store"));
		}

		@Test
		void waitsForNoBodyOfATargetThatIsRefused() {
			List<RawConnection> slow = Stream.of("/x?a=[", "/x|y", "/api/login?{")
				.map((target) -> this.bodies.connect("127.0.0.2").send(post(target, JSON, 1_000_000, "")))
				.toList();
			slow.forEach((connection) -> this.bodies.trickle(connection, Duration.ofMillis(300)));
			assertThat(slow).extracting(RawConnection::untilClosed)
				.allSatisfy((answer) -> assertThat(answer).startsWith("HTTP/1.1 400 ").contains("Connection: close"));
		}

		@Test
		void showsAPageToABrowserThatWasTooSlow() {
			String answer = this.bodies.connect("127.0.0.2")
				.send(post("/login", FORM, 100, "Accept: text/html") + "username=a")
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
			List<RawConnection> waiting = IntStream.range(0, 12 * OF_NETWORK)
				.mapToObj((i) -> this.bodies.connect("127.0.0.6").send(post(paths.get(i % 4), FORM, 100, "")))
				.toList();
			String login = login(Latchkey.ADMIN);
			// what comes at once waits for nothing
			assertThat(
					status(this.bodies.connect("127.0.0.6").send(post("/api/login", JSON, login.length(), "") + login)))
				.isEqualTo(200);
			signsInBesideTheOthers("127.0.0.7", login);
			List<String> answers = waiting.stream().map(RawConnection::untilClosed).toList();
			assertThat(answers).filteredOn((answer) -> !answer.startsWith("HTTP/1.1 408 "))
				.isNotEmpty()
				.allSatisfy((answer) -> assertThat(answer).startsWith("HTTP/1.1 503 ")
					.contains("urn:latchkey:busy", "Retry-After: 1"));
			assertThat(answers).filteredOn((answer) -> answer.startsWith("HTTP/1.1 408 "))
				.hasSizeGreaterThanOrEqualTo(OF_NETWORK);
			signsInAfterTheOthers("127.0.0.6", login);
		}

		@Test
		void keepsNoPlaceForAClientThatHungUp() {
			for (int i = 0; i < 3 * OF_NETWORK; i++) {
				this.bodies.connect("127.0.0.6").send(post("/login", FORM, 100, ""));
				// the server may see only later that others are gone
				Awaitility.await()
					.atMost(LONG)
					.ignoreExceptionsInstanceOf(UncheckedIOException.class)
					.until(() -> refusesABodyThatBreaksOff("127.0.0.6"));
				this.bodies.hangUp();
			}
			signsInAfterTheOthers("127.0.0.6", login(Latchkey.ADMIN));
		}

		private boolean refusesABodyThatBreaksOff(String address) {
			String answer = this.bodies.connect(address)
				.send(post("/login", FORM, 100, ""))
				.endRequests()
				.untilClosed();
			return answer.startsWith("HTTP/1.1 400 ");
		}

		/**
		 * Sign in as often as it takes a slow machine to send the parts in time.
		 */
		private void signsInBesideTheOthers(String address, String login) {
			assertThat(Stream.generate(() -> status(this.bodies.inParts(address, login)))
				.limit(20)
				.filter((status) -> status != 408)
				.findFirst()).contains(200);
		}

		/**
		 * Sign in as soon as the server has seen that the others are gone.
		 */
		private void signsInAfterTheOthers(String address, String login) {
			Awaitility.await()
				.atMost(LONG)
				.ignoreExceptionsInstanceOf(UncheckedIOException.class)
				.until(() -> status(this.bodies.inParts(address, login)) == 200);
		}

		private static int status(RawConnection connection) {
			return RawConnection.status(connection.answer());
		}

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.SESSION, with = { TIMEOUT, PLACES })
	class InSessionMode extends Rules {

	}

	@Nested
	@Tag("full")
	@RunsIn(value = Latchkey.Mode.JWT, with = { TIMEOUT, PLACES })
	class InJwtMode extends Rules {

	}

}

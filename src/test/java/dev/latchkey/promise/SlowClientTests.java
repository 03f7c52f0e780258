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
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.RunsIn;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However slowly some clients send and read, all others are answered (P3, P10).
 */
class SlowClientTests {

	private static final int NETWORK = 300;

	private static final String CONNECTIONS = "latchkey.web.connections-per-network=300";

	private static final String HEADS = "latchkey.web.head-timeout=2s";

	private static final String BODIES = "latchkey.web.waiting-bodies-per-network=100";

	/** More than there are threads. */
	private static final int CROWD = Repetitions.of(1000, 250);

	private static final Duration TIME = Duration.ofSeconds(Repetitions.of(60, 2));

	/**
	 * Far more than it takes, and far less than a client that waits for a thread would.
	 */
	private static final Duration GENEROUS = Duration.ofSeconds(20);

	private enum Kind {

		/** A byte of the body now and then. */
		BODY("POST /api/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
				+ "Content-Length: 16000\r\n\r\n{"),
		/** Bodies that are too long, and refused while they still come. */
		LONG_BODY("POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
				+ "Content-Length: 160000\r\n\r\na"),
		/** A byte of a header now and then. */
		HEAD("GET /api/mode HTTP/1.1\r\nHost: localhost\r\nX-Slow: "),
		/** Nothing. */
		IDLE(""),
		/** Nothing after a first request. */
		KEPT_ALIVE("GET /api/mode HTTP/1.1\r\nHost: localhost\r\n\r\n"),
		/** Many requests at once, whose answers are read slowly. */
		READER("GET /assets/latchkey.css HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(90)),
		/** Exports that are read slowly. */
		EXPORT("GET /api/admin/events?format=csv HTTP/1.1\r\nHost: localhost\r\n");

		private final String request;

		Kind(String request) {
			this.request = request;
		}

		private String drip() {
			return (this == BODY || this == LONG_BODY || this == HEAD) ? "x" : "";
		}

	}

	abstract static class Rules {

		private Latchkey latchkey;

		@BeforeEach
		void use(Latchkey started) {
			this.latchkey = started;
		}

		@ParameterizedTest
		@EnumSource
		void leaveTheServerToOthers(Kind kind) {
			Person alice = this.latchkey.newPerson("USER");
			Client admin = this.latchkey.login(Latchkey.ADMIN);
			String request = (kind == Kind.EXPORT) ? export(admin) : kind.request;
			long slowest = 0;
			try (Crowd crowd = new Crowd(this.latchkey.port(), kind, request)) {
				crowd.start();
				long end = System.nanoTime() + TIME.toNanos();
				do {
					slowest = Math.max(slowest, nanosOf(() -> {
						this.latchkey.client().get("/actuator/health/liveness").expect(200);
						this.latchkey.client().browse("/login").expect(200);
						this.latchkey.client().get("/api/mode").expect(200);
						Client browser = this.latchkey.client();
						browser.loginByForm(alice).expect(303);
						browser.delete("/api/me/sessions").expect(200);
						admin.put("/api/admin/roles/SLOW", Map.of("permissions", List.of("slow:reader")))
							.expect(200, 201, 204);
					}));
				}
				while (System.nanoTime() < end);
			}
			System.out.println("Six calls among " + CROWD + " slow clients of the kind " + kind + ": at most "
					+ Duration.ofNanos(slowest).toMillis() + " ms");
			assertThat(Duration.ofNanos(slowest)).isLessThan(GENEROUS);
		}

		private String export(Client asking) {
			this.latchkey.sql().sql("delete from audit_event where id like 'slow-%'").update();
			// more than fits into the buffers between the two
			this.latchkey.sql()
				.sql("insert into audit_event (id, occurred_at, type, detail) "
						+ "select 'slow-' || n, current_timestamp, 'login', '%s' from system_range(1, 20000) as numbers (n)"
							.formatted("x".repeat(500)))
				.update();
			return Kind.EXPORT.request + (asking.usesCookies() ? "Cookie: " + Client.COOKIE + "=" + asking.credential()
					: "Authorization: Bearer " + asking.credential()) + "\r\n\r\n";
		}

		private static long nanosOf(Runnable calls) {
			long start = System.nanoTime();
			calls.run();
			return System.nanoTime() - start;
		}

		@Test
		void haveOneTimeForAllOfAHead() throws InterruptedException {
			RawConnection slow = RawConnection.from("127.0.0.9", this.latchkey.port()).send(Kind.HEAD.request);
			Thread drip = new Thread(() -> {
				// a minute, at the most
				for (int i = 0; i < 200 && slow.trySend("x"); i++) {
					pause(300);
				}
				slow.trySend("\r\n\r\n");
			});
			drip.start();
			assertThat(slow.untilClosed()).isEmpty();
			slow.close();
			drip.join();
		}

		@Test
		void mayBeSlowBetweenRequests() {
			RawConnection slow = RawConnection.from("127.0.0.9", this.latchkey.port());
			for (int i = 0; i < 2; i++) {
				assertThat(slow.send(Kind.KEPT_ALIVE.request).answer()).startsWith("HTTP/1.1 200 ");
				// longer than a head may take
				pause(3500);
			}
			assertThat(slow.send(Kind.KEPT_ALIVE.request).answer()).startsWith("HTTP/1.1 200 ");
			slow.close();
		}

		@Test
		void haveSoManyConnectionsOfOneNetwork() {
			List<RawConnection> connections = IntStream.range(0, NETWORK + 100)
				.mapToObj((i) -> RawConnection.from("127.0.0.8", this.latchkey.port()))
				.toList();
			this.latchkey.client().get("/api/mode").expect(200);
			String last = "GET /api/mode HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
			connections.forEach((connection) -> connection.trySend(last));
			List<String> answers = connections.stream().map(RawConnection::untilClosed).toList();
			assertThat(answers).filteredOn(String::isEmpty).hasSizeGreaterThanOrEqualTo(100);
			connections.forEach(RawConnection::close);
			// closed ones give their places back
			for (int i = 0; i < NETWORK + 100; i++) {
				RawConnection next = RawConnection.from("127.0.0.8", this.latchkey.port());
				assertThat(next.send(last).untilClosed()).startsWith("HTTP/1.1 200 ");
				next.close();
			}
		}

	}

	/**
	 * Clients at four addresses that are slow, and come back when they are turned away.
	 */
	private static final class Crowd implements AutoCloseable {

		private static final int LITTLE = 4096;

		private static final int AGAIN = 20;

		private final int port;

		private final Kind kind;

		private final String request;

		private final List<RawConnection> connections = new ArrayList<>();

		private final Thread thread = new Thread(this::beSlow, "crowd");

		private volatile boolean over;

		Crowd(int port, Kind kind, String request) {
			this.port = port;
			this.kind = kind;
			this.request = request;
		}

		void start() {
			for (int i = 0; i < CROWD; i++) {
				this.connections.add(connect(i));
			}
			this.thread.start();
		}

		private RawConnection connect(int i) {
			RawConnection connection = RawConnection.from("127.0.0." + (2 + i % 4), this.port, LITTLE);
			connection.trySend(this.request);
			return connection;
		}

		private void beSlow() {
			while (!this.over) {
				int again = 0;
				for (int i = 0; i < CROWD && !this.over; i++) {
					RawConnection connection = this.connections.get(i);
					if (!connection.trySend(this.kind.drip()) || !connection.tryRead(LITTLE / 4)) {
						connection.close();
						// few at a time: this is no flood of requests
						if (again++ < AGAIN) {
							this.connections.set(i, connect(i));
						}
					}
				}
				pause(500);
			}
		}

		@Override
		public void close() {
			this.over = true;
			try {
				this.thread.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			this.connections.forEach(RawConnection::close);
		}

	}

	private static void pause(int millis) {
		try {
			Thread.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Nested
	@RunsIn(value = Latchkey.Mode.SESSION, with = { CONNECTIONS, HEADS, BODIES })
	class InSessionMode extends Rules {

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.JWT, with = { CONNECTIONS, HEADS, BODIES })
	class InJwtMode extends Rules {

	}

}

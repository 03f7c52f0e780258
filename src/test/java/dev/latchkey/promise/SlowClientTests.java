package dev.latchkey.promise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.RawConnection;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.harness.SlowSender;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
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

	private static final String HEADS = "latchkey.web.head-timeout=1s";

	private static final String BODIES = "latchkey.web.waiting-bodies-per-network=100";

	/** More than there are threads. */
	private static final int CROWD = Repetitions.of(1000, 250);

	/**
	 * Half of them. Few may wait for clients that read slowly; all others wait for none.
	 */
	private static final int FEW_THREADS = 100;

	private static final Duration LONG = Duration.ofMinutes(5);

	private static final Duration TIME = Duration.ofSeconds(Repetitions.of(60, 1));

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
		/** Many pages at once, which are dear to make, and never read. */
		PIPELINE("GET /login HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n".repeat(90)),
		/** Exports that are read slowly. */
		EXPORT("GET /api/admin/events?format=csv HTTP/1.1\r\nHost: localhost\r\n");

		private final String request;

		Kind(String request) {
			this.request = request;
		}

		/** What a client sends now and then. */
		private String drip() {
			if (this == PIPELINE) {
				// empty lines, which may come before a request
				return "\r\n";
			}
			return (this == BODY || this == LONG_BODY || this == HEAD) ? "x" : "";
		}

		/** How many bytes of its answers a client reads now and then. */
		private int sip() {
			return (this == PIPELINE) ? 0 : 1024;
		}

		/**
		 * Return how many of the clients that were turned away come back each half
		 * second. Those that ask for answers are few: this is no flood of requests.
		 */
		private int again() {
			return (this == READER || this == PIPELINE || this == EXPORT || this == LONG_BODY) ? 20 : CROWD / 10;
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
			CallTimes times = new CallTimes(this.latchkey);
			try (Crowd crowd = new Crowd(this.latchkey.port(), kind, request(kind))) {
				crowd.start();
				times.measure(TIME);
				// the crowd is still there, and holds none or few
				Awaitility.await().atMost(LONG).until(() -> this.latchkey.busyThreads() < FEW_THREADS);
			}
			System.out.println("Among " + CROWD + " slow clients of the kind " + kind + ", in " + this.latchkey.mode()
					+ " mode: " + times);
			times.assertShortInFull();
		}

		private String request(Kind kind) {
			return (kind == Kind.EXPORT) ? export(this.latchkey.login(Latchkey.ADMIN)) : kind.request;
		}

		private String export(Client asking) {
			this.latchkey.sql().sql("delete from audit_event where id like 'slow-%'").update();
			// far more than fits into the buffers between the two
			this.latchkey.sql()
				.sql("insert into audit_event (id, occurred_at, type, detail) "
						+ "select 'slow-' || n, current_timestamp, 'login', '%s' from system_range(1, %s) as numbers (n)"
							.formatted("x".repeat(500), Repetitions.of(20_000, 4000)))
				.update();
			return Kind.EXPORT.request + (asking.usesCookies() ? "Cookie: " + Client.COOKIE + "=" + asking.credential()
					: "Authorization: Bearer " + asking.credential()) + "\r\n\r\n";
		}

		@Test
		void haveOneTimeForAllOfAHeadAndAnyTimeBetweenRequests() {
			try (RawConnection slow = RawConnection.from("127.0.0.9", this.latchkey.port())) {
				for (int i = 0; i < 2; i++) {
					assertThat(slow.send(Kind.KEPT_ALIVE.request).answer()).startsWith("HTTP/1.1 200 ");
					// meanwhile it is idle for longer than a head may take
					assertThat(slowHead()).isEmpty();
				}
				assertThat(slow.send(Kind.KEPT_ALIVE.request).answer()).startsWith("HTTP/1.1 200 ");
			}
		}

		/**
		 * Send a head for a minute at the most, until the server has had enough.
		 */
		private String slowHead() {
			try (SlowSender sender = new SlowSender();
					RawConnection slow = RawConnection.from("127.0.0.9", this.latchkey.port())) {
				slow.send(Kind.HEAD.request);
				sender.begin(slow, Duration.ofMillis(300),
						Stream.concat(Stream.generate(() -> "x").limit(200), Stream.of("\r\n\r\n")).iterator());
				return slow.untilClosed();
			}
		}

		@Test
		void haveSoManyConnectionsOfOneNetwork() {
			List<RawConnection> open = new ArrayList<>();
			// one after the other, and each stays open: so the order is known in which
			// the server accepts them, and none gives its place back
			for (int i = 0; i < NETWORK; i++) {
				assertThat(isAnswered(open)).isTrue();
			}
			for (int i = 0; i < 100; i++) {
				assertThat(isAnswered(open)).isFalse();
			}
			this.latchkey.client().get("/api/mode").expect(200);
			open.forEach(RawConnection::close);
			open.clear();
			// their places come back when the server has seen that they are closed
			Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> {
				while (open.size() < NETWORK && isAnswered(open)) {
					// takes one more place
				}
				return open.size() == NETWORK;
			});
			assertThat(isAnswered(open)).isFalse();
			open.forEach(RawConnection::close);
		}

		/**
		 * Return whether one more connection is answered, which then stays open.
		 */
		private boolean isAnswered(List<RawConnection> open) {
			RawConnection next = RawConnection.from("127.0.0.8", this.latchkey.port());
			String answer = next.ask(Kind.KEPT_ALIVE.request);
			if (answer.isEmpty()) {
				next.close();
				return false;
			}
			assertThat(answer).startsWith("HTTP/1.1 200 ");
			open.add(next);
			return true;
		}

	}

	/**
	 * Clients at four addresses that are slow, and come back when they are turned away.
	 */
	private static final class Crowd implements AutoCloseable {

		private static final int LITTLE = 4096;

		private final int port;

		private final Kind kind;

		private final String request;

		private final List<RawConnection> connections = new ArrayList<>();

		private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

		Crowd(int port, Kind kind, String request) {
			this.port = port;
			this.kind = kind;
			this.request = request;
		}

		void start() {
			for (int i = 0; i < CROWD; i++) {
				this.connections.add(connect(i));
			}
			this.timer.scheduleWithFixedDelay(this::sendAndRead, 0, 500, TimeUnit.MILLISECONDS);
		}

		private RawConnection connect(int i) {
			RawConnection connection = RawConnection.from("127.0.0." + (2 + i % 4), this.port, LITTLE);
			connection.trySend(this.request);
			return connection;
		}

		private void sendAndRead() {
			int again = 0;
			for (int i = 0; i < CROWD && !this.timer.isShutdown(); i++) {
				RawConnection connection = this.connections.get(i);
				if (!connection.trySend(this.kind.drip()) || !connection.tryRead(this.kind.sip())) {
					connection.close();
					if (again++ < this.kind.again()) {
						this.connections.set(i, connect(i));
					}
				}
			}
		}

		@Override
		public void close() {
			this.timer.shutdown();
			try {
				assertThat(this.timer.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			this.connections.forEach(RawConnection::close);
		}

	}

	@Nested
	@RunsIn(value = Latchkey.Mode.SESSION, with = { CONNECTIONS, HEADS, BODIES })
	class InSessionMode extends Rules {

	}

	@Nested
	@Tag("full")
	@RunsIn(value = Latchkey.Mode.JWT, with = { CONNECTIONS, HEADS, BODIES })
	class InJwtMode extends Rules {

	}

}

package dev.latchkey.promise;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import dev.latchkey.audit.store.EventBuffer;
import dev.latchkey.harness.Client;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.MovableClock;
import dev.latchkey.harness.Person;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.RunsIn;
import dev.latchkey.harness.TestServers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever strangers send, and however often, the event log has few rows of it and the
 * log few lines; the numbers in them add up, and nothing that concerns an account is
 * missing (P10).
 */
class EventFloodTests {

	private static final int SENT = Repetitions.of(20_000, 1000);

	/** As many as the server answers on one connection. */
	private static final int ON_A_CONNECTION = 100;

	private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})");

	/** The first refusals of each type are kept whole, some more a minute, and a sum. */
	private static final Rows OF_ONE_NETWORK = new Rows(38, 12);

	private static final Rows OF_MANY_NETWORKS = new Rows(200, 225);

	private static final int MOST_WAITING = 400;

	private static final List<String> MALFORMED = List.of("\u0000\u0001\u0002", "GET\n\n", "GET / HTTP/9.9\n\n",
			"GET /\u0001 HTTP/1.1\nHost: x\n\n", "GET / HTTP/1.1\n\n", "GET / HTTP/1.1\nHost: x\nHost: y\n\n",
			"GET /%zz HTTP/1.1\nHost: x\n\n", "GET /../../x HTTP/1.1\nHost: x\n\n",
			"GET /a//b;c=d HTTP/1.1\nHost: x\n\n", "TRACK / HTTP/1.1\nHost: x\n\n",
			"GET / HTTP/1.1\nHost: x\nCookie: a=\u0001\n\n", "GET / HTTP/1.1\nHost: x\nA\u0001: b\n\n",
			"GET / HTTP/1.1\nHost: x\nX: " + "y".repeat(9000) + "\n\n",
			"POST /login HTTP/1.1\nHost: x\nTransfer-Encoding: chunked\n\nzz\n\n",
			"POST /login HTTP/1.1\nHost: x\nTransfer-Encoding: gzip\n\n",
			"POST /login HTTP/1.1\nHost: x\nContent-Length: -1\n\n",
			"POST /login HTTP/1.1\nHost: x\nContent-Length: 5\nContent-Length: 6\n\n",
			"POST /login HTTP/1.1\nHost: x\nContent-Type: application/x-www-form-urlencoded\nContent-Length: 4\n\n%zz=",
			"POST /api/login HTTP/1.1\nHost: x\nContent-Type: application/json\nContent-Length: 9\n\n{\"a\"",
			"POST /api/login HTTP/1.1\nHost: x\nContent-Type: application/json\nContent-Length: 2\n\n{]",
			"POST /api/login HTTP/1.1\nHost: x\nContent-Type: x\nContent-Length: 2\n\n{}",
			"POST /api/login HTTP/1.1\nHost: x\nContent-Type: */*\nContent-Length: 2\n\n{}",
			"POST /api/login HTTP/1.1\nHost: x\nContent-Type: application/json\nContent-Length: 99999\n\n{",
			"POST /oauth2/introspect HTTP/1.1\nHost: x\nAuthorization: Basic !!!\nContent-Length: 0\n\n",
			"GET /api/me HTTP/1.1\nHost: x\nAuthorization: Bearer \u0001\n\n",
			"GET /api/me HTTP/1.1\nHost: x\nAuthorization: Bearer a.b.c\n\n",
			"GET /api/me HTTP/1.1\nHost: x\nAccept: ;;;\n\n", "GET /no/such/thing HTTP/1.1\nHost: x\n\n",
			"DELETE /login HTTP/1.1\nHost: x\n\n", "GET /forward-auth HTTP/1.1\nHost: x\nX-Forwarded-For: ,,\n\n");

	private static String forgery(String address) {
		return "POST /login HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: " + address + "\r\nUser-Agent: "
				+ "A".repeat(250) + "\r\nContent-Length: 0\r\n\r\n";
	}

	private static String guess(String address) {
		String body = "{\"username\":\"nosuch\",\"password\":\"x\"}";
		return "POST /api/login HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: " + address
				+ "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
	}

	/**
	 * Send requests one after the other on few connections.
	 * @return the statuses of the answers
	 */
	private static List<Integer> send(Latchkey latchkey, int count, IntFunction<String> request) {
		List<Integer> statuses = new ArrayList<>();
		for (int first = 0; first < count; first += ON_A_CONNECTION) {
			String all = String.join("",
					IntStream.range(first, Math.min(count, first + ON_A_CONNECTION)).mapToObj(request).toList());
			Matcher answers = STATUS.matcher(latchkey.raw().sendAll(all));
			while (answers.find()) {
				statuses.add(Integer.parseInt(answers.group(1)));
			}
		}
		assertThat(statuses).hasSize(count);
		return statuses;
	}

	private static long number(List<Integer> statuses, int status) {
		return statuses.stream().filter((one) -> one == status).count();
	}

	/**
	 * How many rows a flood may cause.
	 *
	 * @param atOnce how many at any speed
	 * @param perMinute how many more in each minute that it touches
	 */
	private record Rows(int atOnce, int perMinute) {

		/**
		 * Return the most, by the server's clock.
		 */
		int most(Instant start, Instant end) {
			long minutes = ChronoUnit.MINUTES.between(start.truncatedTo(ChronoUnit.MINUTES), end) + 1;
			return (int) (this.atOnce + this.perMinute * minutes);
		}

	}

	/**
	 * All lines that are logged by anything.
	 */
	private static final class Lines extends AppenderBase<ILoggingEvent> {

		private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

		private final Appender<ILoggingEvent> console = this.root.getAppender("CONSOLE");

		private final Level before = this.root.getLevel();

		private final List<String> lines = new ArrayList<>();

		/**
		 * Listen from now on: the start of an application resets the logging.
		 */
		void listen() {
			setContext(this.root.getLoggerContext());
			start();
			this.root.detachAppender(this.console);
			this.root.addAppender(this);
			this.root.setLevel(Level.INFO);
		}

		void listenNoMore() {
			this.root.setLevel(this.before);
			this.root.detachAppender(this);
			this.root.addAppender(this.console);
		}

		@Override
		protected void append(ILoggingEvent event) {
			synchronized (this.lines) {
				this.lines.add(event.getFormattedMessage());
			}
		}

		List<String> all() {
			synchronized (this.lines) {
				return List.copyOf(this.lines);
			}
		}

		/**
		 * Return how many events of a type the lines tell of.
		 */
		long sum(String type) {
			Pattern count = Pattern.compile(" count=\"(\\d+)\"");
			return all().stream().filter((line) -> line.startsWith(type + " ")).mapToLong((line) -> {
				Matcher counted = count.matcher(line);
				return counted.find() ? Long.parseLong(counted.group(1)) : 1;
			}).sum();
		}

	}

	@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
	abstract static class Rules {

		private final Lines lines = new Lines();

		private Latchkey latchkey;

		@BeforeEach
		void use(Latchkey started) {
			this.latchkey = started;
			this.lines.listen();
		}

		@AfterEach
		void listenNoMore() {
			this.lines.listenNoMore();
		}

		private List<JsonNode> found(String query) {
			return this.latchkey.admin()
				.get("/api/admin/events?format=ndjson&" + query)
				.expect(200)
				.body()
				.lines()
				.map(JsonMapper.shared()::readTree)
				.toList();
		}

		private long sum(String type) {
			return found("type=" + type).stream().mapToLong((row) -> row.get("count").asLong()).sum();
		}

		private int rows() {
			return this.latchkey.sql().sql("select count(*) from audit_event").query(Integer.class).single();
		}

		// before others use up a minute's rows for single hosts
		@Test
		@Order(1)
		void countsWhatStrangersAreRefusedAndTellsAllAboutAccounts() {
			String flood = "198.18.5.1";
			Person alice = this.latchkey.newPerson("USER");
			long forged = sum("csrf_refused");
			long throttled = sum("throttled");
			long unknown = sum("login_failed");
			int before = rows();
			int linesBefore = this.lines.all().size();
			Instant start = this.latchkey.clock().instant();
			List<Integer> forgeries = send(this.latchkey, SENT, (i) -> forgery(flood));
			List<Integer> guesses = send(this.latchkey, SENT / 2, (i) -> guess(flood));
			Client client = tellsAllAbout(alice);
			guesses.addAll(send(this.latchkey, SENT / 2, (i) -> guess(flood)));
			assertThat(forgeries).containsOnly(403);
			assertThat(number(guesses, 429)).isGreaterThan(SENT * 9 / 10);
			assertThat(sum("csrf_refused") - forged).isEqualTo(SENT);
			assertThat(sum("throttled") - throttled).isEqualTo(number(guesses, 429));
			assertThat(sum("login_failed") - unknown).isEqualTo(number(guesses, 401) + 1);
			int rows = rows() - before;
			int written = this.lines.all().size() - linesBefore;
			int most = OF_ONE_NETWORK.most(start, this.latchkey.clock().instant());
			assertThat(rows).isLessThanOrEqualTo(most);
			assertThat(written).isBetween(10, most);
			client.get("/api/me").expectEnded("forced_logout");
			showsTheNumber(flood);
		}

		private Client tellsAllAbout(Person alice) {
			String own = "203.0.113.9";
			client(own, alice.with("not-the-password"), 401);
			Client client = client(own, alice, 200);
			String handle = client.get("/api/me").text("/session/handle");
			this.latchkey.admin().post("/api/admin/users/" + alice.username() + "/logout").expect(200);
			List<JsonNode> events = found("subject=" + alice.username());
			assertThat(events).extracting((event) -> event.get("type").asString())
				.containsExactly("forced_logout", "login", "login_failed", "account_created");
			assertThat(events).extracting((event) -> event.get("count").asInt()).containsOnly(1);
			assertThat(events.get(2).get("reason").asString()).isEqualTo("wrong_password");
			assertThat(events.get(2).get("address").asString()).isEqualTo(own);
			assertThat(events.get(2).get("user_agent").asString()).startsWith("Java-http-client");
			assertThat(events.get(1).get("handle").asString()).isEqualTo(handle);
			assertThat(events.get(0).get("actor").asString()).isEqualTo("admin");
			return client;
		}

		private Client client(String address, Person person, int status) {
			Client client = this.latchkey.client();
			client
				.keepTokens(client.call("POST", "/api/login")
					.header("X-Forwarded-For", address)
					.json(Map.of("username", person.username(), "password", person.password()))
					.send())
				.expect(status);
			return client;
		}

		private void showsTheNumber(String address) {
			JsonNode counted = found("type=csrf_refused").stream()
				.filter((row) -> row.get("count").asInt() > 1 && row.path("address").asString("").equals(address))
				.findFirst()
				.orElseThrow();
			assertThat(counted.get("reason").asString()).isEqualTo("csrf-token-required");
			assertThat(counted.get("detail").asString()).isEqualTo("POST /login");
			Client browser = this.latchkey.client();
			browser.loginByForm(Latchkey.ADMIN).expect(303);
			assertThat(browser.browse("/admin/events?type=csrf_refused").expect(200).body())
				.contains(String.format(Locale.ROOT, "%,d times", counted.get("count").asInt()));
			assertThat(this.latchkey.admin().get("/api/admin/events?type=csrf_refused&format=csv").expect(200).body())
				.contains("detail,count\r\n", ",\"" + counted.get("count").asInt() + "\"\r\n");
			assertThat(
					this.latchkey.admin().get("/api/admin/events?type=csrf_refused").expect(200).json().get("events"))
				.anySatisfy((event) -> assertThat(event.get("count")).isEqualTo(counted.get("count")));
		}

		@Test
		void hasFewRowsForAThousandNetworksAndAClockThatIsSetBack() {
			int networks = Repetitions.of(10_000, 1000);
			long forged = sum("csrf_refused");
			int before = rows();
			int linesBefore = this.lines.all().size();
			Instant start = this.latchkey.clock().instant();
			send(this.latchkey, networks, (i) -> forgery("10.%s.%s.7".formatted(i / 250, i % 250)));
			this.latchkey.clock().advance(Duration.ofMinutes(-3));
			send(this.latchkey, networks, (i) -> forgery("2001:db8:%x:%x::1".formatted(i % 3, i)));
			this.latchkey.clock().advance(Duration.ofMinutes(3));
			assertThat(sum("csrf_refused") - forged).isEqualTo(2L * networks);
			int rows = rows() - before;
			int written = this.lines.all().size() - linesBefore;
			int most = OF_MANY_NETWORKS.most(start, this.latchkey.clock().instant());
			assertThat(rows).isLessThanOrEqualTo(most);
			assertThat(written).isLessThanOrEqualTo(most);
		}

		/**
		 * What is malformed makes no event, and no line either.
		 */
		@Test
		void logsNothingOfWhatIsMalformed() {
			int before = this.lines.all().size();
			for (String request : MALFORMED) {
				for (int i = 0; i < 3; i++) {
					this.latchkey.raw().sendAll(request.replace("\n", "\r\n"));
				}
			}
			assertThat(this.lines.all().size() - before).isLessThan(MALFORMED.size());
		}

		@Test
		void countsWhatAUserIsDenied() {
			Person alice = this.latchkey.newPerson("USER");
			Client client = this.latchkey.login(alice);
			for (int i = 0; i < 50; i++) {
				client.call("GET", "/api/admin/users?q=" + i)
					.header("X-Forwarded-For", "192.0.2." + i)
					.send()
					.expect(403);
			}
			List<JsonNode> denied = found("type=access_denied").stream()
				.filter((row) -> row.path("actor").asString("").equals(alice.username()))
				.toList();
			assertThat(denied.stream().mapToLong((row) -> row.get("count").asLong()).sum()).isEqualTo(50);
			for (int i = 0; i < 200; i++) {
				client.get("/api/admin/users").expect(403);
			}
			assertThat(found("type=access_denied"))
				.filteredOn((row) -> row.path("actor").asString("").equals(alice.username()))
				.hasSizeLessThan(120);
		}

		@Test
		void keepsTheNumbersWhileTheDatabaseTakesNone() {
			long forged = sum("csrf_refused");
			this.latchkey.sql().sql("alter table audit_event rename to audit_gone").update();
			try {
				send(this.latchkey, SENT, (i) -> forgery("198.51.100." + i % 5));
				assertThat(this.latchkey.bean(EventBuffer.class).size()).isLessThan(MOST_WAITING);
			}
			finally {
				this.latchkey.sql().sql("alter table audit_gone rename to audit_event").update();
			}
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(sum("csrf_refused") - forged).isEqualTo(SENT));
		}

	}

	@Nested
	@Tag("full")
	@RunsIn(value = Mode.SESSION, own = true,
			with = { "latchkey.web.trusted-proxies=127.0.0.0/8,::1", "latchkey.throttle.account-attempts=10" })
	class InSessionModeOnH2 extends Rules {

	}

	@Nested
	@RunsIn(value = Mode.JWT, on = Latchkey.Storage.POSTGRES, own = true,
			with = { "latchkey.web.trusted-proxies=127.0.0.0/8,::1", "latchkey.throttle.account-attempts=10" })
	class InJwtModeOnPostgres extends Rules {

	}

	@Test
	void writesTheNumbersWhenTheServiceStops() throws SQLException {
		TestServers.Database database = TestServers.freshDatabase();
		Lines lines = new Lines();
		MovableClock clock = new MovableClock();
		Instant start = clock.instant();
		try (Latchkey latchkey = Latchkey.in(Mode.JWT).on(database).with(clock).start()) {
			lines.listen();
			send(latchkey, SENT, (i) -> forgery("198.51.100.1"));
		}
		finally {
			lines.listenNoMore();
		}
		assertThat(lines.sum("csrf_refused")).isEqualTo(SENT);
		try (Connection connection = database.connect();
				Statement statement = connection.createStatement();
				ResultSet row = statement
					.executeQuery("select sum(occurrences), count(*) from audit_event where type = 'csrf_refused'")) {
			row.next();
			assertThat(row.getLong(1)).isEqualTo(SENT);
			assertThat(row.getLong(2)).isLessThan(OF_ONE_NETWORK.most(start, clock.instant()));
		}
	}

}

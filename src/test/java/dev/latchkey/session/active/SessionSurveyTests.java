package dev.latchkey.session.active;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.latchkey.datastore.Page;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.revocation.SteppedDatabase;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionNode;
import dev.latchkey.session.TestAuthority;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.dao.QueryTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The list of live sessions, where there are more than are counted and skipped each time.
 * Some share the moment at which they were opened.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class SessionSurveyTests {

	private static final int SESSIONS = 47;

	private static final int SIZE = 4;

	/** Just before a survey makes its next step. */
	private static final String STEP = "offset ? rows fetch next 1 rows";

	@Parameter
	TestDatabase database;

	private LogNodes nodes;

	@BeforeEach
	void fill() {
		this.nodes = LogNodes.on(this.database);
		this.nodes.account("alice");
		for (int i = 0; i < SESSIONS; i++) {
			insert(i);
		}
	}

	@Test
	void pagesThroughAllOfThemNewestFirst() {
		for (int exact : new int[] { 1, 7, 10, SESSIONS, 1_000 }) {
			assertThat(all(online(exact))).as("%d counted", exact)
				.containsExactlyElementsOf(all(online(1_000)))
				.hasSize(SESSIONS)
				.startsWith("h46", "h45")
				.endsWith("h01", "h00");
		}
	}

	@Test
	void skipsFewerThanItCounts() {
		for (int step : new int[] { 1, 3, 5, 10 }) {
			SessionSurvey online = online(10, step);
			assertThat(all(online)).as("step %d", step).containsExactlyElementsOf(all(online(1_000)));
			assertThat(online.page(0, SIZE).total()).as("step %d", step).isEqualTo(SESSIONS);
		}
	}

	@Test
	void countsThem() {
		assertThat(online(10).page(0, SIZE).total()).isEqualTo(SESSIONS);
		assertThat(online(SESSIONS).page(0, SIZE).total()).isEqualTo(SESSIONS);
	}

	@Test
	void hasNothingBeyondTheLast() {
		assertThat(online(10).page(12, SIZE).items()).isEmpty();
		assertThat(online(10).page(Integer.MAX_VALUE, 200).items()).isEmpty();
	}

	@Test
	void showsNoneThatHasEndedSinceTheyWereCounted() {
		SessionSurvey online = online(10);
		online.page(0, SIZE);
		this.nodes.jdbc.sql("update user_session set ended_at = current_timestamp where handle >= 'h05'").update();
		assertThat(online.page(9, SIZE).items()).extracting(ActiveSession::handle)
			.allMatch((handle) -> handle.compareTo("h05") < 0);
	}

	@Test
	void listsNoneThatBeganBeforeAllWereEnded() {
		SessionNode node = new SessionNode(this.nodes, this.nodes.node());
		node.endings.endEverySession(TestAuthority.ADMIN);
		assertThat(online(10).page(0, SIZE)).isEqualTo(new Page<>(List.of(), 0, SIZE, 0));
		Session later = node.logIn("alice");
		for (int exact : new int[] { 0, 10 }) {
			Page<ActiveSession> page = online(exact, 10).page(0, SIZE);
			assertThat(page.items()).extracting(ActiveSession::handle).containsExactly(later.handle());
			assertThat(page.total()).isOne();
		}
	}

	@Test
	void looksNoFurtherBackThanToWhenAllWereEnded() {
		SessionNode node = new SessionNode(this.nodes, this.nodes.node());
		// as no session can be: it began before, with an epoch of afterwards
		this.nodes.jdbc.sql("update user_session set epoch = 99, started_at = started_at - interval '1' minute")
			.update();
		assertThat(online(10).page(0, SIZE).total()).isEqualTo(SESSIONS);
		node.endings.endEverySession(TestAuthority.ADMIN);
		assertThat(online(10).page(0, SIZE)).isEqualTo(new Page<>(List.of(), 0, SIZE, 0));
	}

	@Test
	void looksAsFarBackWhateverEndsLater() {
		SessionNode node = new SessionNode(this.nodes, this.nodes.node());
		node.endings.endEverySession(TestAuthority.ADMIN);
		Session later = node.logIn("alice");
		this.nodes.jdbc.sql("update user_session set idle_expires_at = expires_at").update();
		this.nodes.clock.advance(Duration.ofHours(2));
		this.nodes.account("bob");
		node.endings.endAllOf("bob", EndReason.FORCED_LOGOUT, TestAuthority.ADMIN);
		assertThat(online(10).page(0, SIZE).items()).extracting(ActiveSession::handle).containsExactly(later.handle());
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 3_540, 10_800 })
	void listsThoseThatANodeOpenedAfterwardsWhoseClockIsBehind(long seconds) {
		SessionNode node = new SessionNode(this.nodes, this.nodes.node());
		node.endings.endEverySession(TestAuthority.ADMIN);
		this.nodes.clock.advance(Duration.ofSeconds(-seconds));
		Session first = node.logIn("alice");
		this.nodes.clock.advance(Duration.ofSeconds(-seconds));
		Session second = node.exchange(node.candidates.bySession(first), first, true, "another hash");
		this.nodes.jdbc.sql("update user_session set idle_expires_at = expires_at").update();
		this.nodes.clock.advance(Duration.ofSeconds(2 * seconds));
		Session third = node.logIn("alice");
		assertThat(online(10).page(0, SIZE).items()).extracting(ActiveSession::handle)
			.containsExactly(third.handle(), second.handle());
	}

	@Test
	void waitsForNoSurveyThatTakesLong() {
		CompletableFuture<Void> goOn = new CompletableFuture<>();
		LogNodes.Node node = this.nodes.node();
		SessionSurvey online = new SessionSurvey(new ActiveSessionRows(node.jdbc, this.nodes.clock), 10, 5,
				Duration.ZERO);
		AtomicInteger steps = new AtomicInteger();
		afterSteps(4, node.database, steps, goOn);
		try {
			// the first look begins it
			await().untilAsserted(() -> {
				assertThat(online.page(0, SIZE).items()).hasSize(SIZE);
				assertThat(steps).hasValue(4);
			});
			// four steps are behind it, and two more are near enough to be skipped
			assertThat(online.page(0, SIZE).total()).isEqualTo(20);
			assertThat(online.page(7, SIZE).items()).isEqualTo(online(1_000).page(7, SIZE).items());
			assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> online.page(8, SIZE));
		}
		finally {
			goOn.complete(null);
		}
		await().untilAsserted(() -> assertThat(online.page(0, SIZE).total()).isEqualTo(SESSIONS));
		assertThat(online.page(8, SIZE)).isEqualTo(online(1_000).page(8, SIZE));
	}

	@Test
	void surveysAnewAfterOneThatFailed() {
		LogNodes.Node node = this.nodes.node();
		SessionSurvey online = new SessionSurvey(new ActiveSessionRows(node.jdbc, this.nodes.clock), 10, 5,
				Duration.ofMinutes(1));
		node.database.before(STEP, () -> {
			throw new QueryTimeoutException("gone");
		});
		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> online.page(0, SIZE))
			.withMessage("gone");
		await().ignoreExceptions().untilAsserted(() -> assertThat(online.page(0, SIZE).total()).isEqualTo(SESSIONS));
	}

	@Test
	void isAMetricThatIsUnknownWhileTheDatabaseIsAway() {
		for (int exact : new int[] { 10, 1_000 }) {
			LogNodes.Node node = this.nodes.node();
			SimpleMeterRegistry meters = new SimpleMeterRegistry();
			ActiveSessionGauge gauge = new ActiveSessionGauge(new SessionSurvey(
					new ActiveSessionRows(node.jdbc, this.nodes.clock), exact, 5, Duration.ofMinutes(1)), meters);
			assertThat(meters.get("latchkey.sessions.active").gauge().value()).isNaN();
			gauge.run();
			assertThat(meters.get("latchkey.sessions.active").gauge().value()).isEqualTo(SESSIONS);
			node.database.before("select count(*) from (select s.handle", () -> {
				throw new QueryTimeoutException("gone");
			});
			assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(gauge::run);
			assertThat(meters.get("latchkey.sessions.active").gauge().value()).isNaN();
		}
	}

	/**
	 * Have a survey stop where it has made some steps.
	 */
	private static void afterSteps(int number, SteppedDatabase database, AtomicInteger made,
			CompletableFuture<Void> goOn) {
		database.before(STEP, () -> {
			if (made.get() == number) {
				goOn.join();
			}
			else {
				made.incrementAndGet();
				afterSteps(number, database, made, goOn);
			}
		});
	}

	private SessionSurvey online(int exact) {
		return online(exact, exact);
	}

	private SessionSurvey online(int exact, int step) {
		return new SessionSurvey(new ActiveSessionRows(this.nodes.jdbc, this.nodes.clock), exact, step,
				Duration.ofMinutes(1));
	}

	private static List<String> all(SessionSurvey online) {
		return java.util.stream.IntStream.range(0, SESSIONS / SIZE + 2)
			.mapToObj((page) -> online.page(page, SIZE).items())
			.flatMap(List::stream)
			.map(ActiveSession::handle)
			.toList();
	}

	private void insert(int number) {
		this.nodes.jdbc
			.sql("""
					insert into user_session (handle, account_id, epoch, mode, transport, remembered, started_at, last_seen_at,
						idle_expires_at, expires_at, address, user_agent, refresh_generation, confirmed_generation)
					values (:handle, 'alice', 0, 'test', 'COOKIE', false, :started, :started, :end, :end, '', '', 0, 0)
					""")
			.param("handle", String.format(Locale.ROOT, "h%02d", number))
			.param("started", this.nodes.clock.instant().plusSeconds(number / 2).atOffset(java.time.ZoneOffset.UTC))
			.param("end", this.nodes.clock.instant().plusSeconds(3600).atOffset(java.time.ZoneOffset.UTC))
			.update();
	}

}

package dev.latchkey.session;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.session.active.ActiveSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.dao.DataAccessResourceFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * All sessions of an account end by one row, and their own rows are marked later: no
 * caller can tell which of the two has happened.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class EndedAccountsTests {

	@Parameter
	TestDatabase database;

	private LogNodes nodes;

	private SessionNode one;

	private SessionNode other;

	@BeforeEach
	void start() {
		this.nodes = LogNodes.on(this.database);
		this.one = started();
		this.other = started();
		this.nodes.wire.deliverBy(Runnable::run);
		for (String name : List.of("alice", "bob")) {
			this.nodes.account(name);
		}
	}

	@Test
	void writesToNoSessionUntilTheyAreMarked() {
		Session session = login("alice");
		forceLogout("alice");
		assertThat(reasons()).isEqualTo(Map.of(session.handle(), "none"));
		this.one.endedAccounts.run();
		assertThat(reasons()).isEqualTo(Map.of(session.handle(), "FORCED_LOGOUT"));
		assertThat(waiting()).isZero();
	}

	@Test
	void marksThemOnAnyNode() {
		Session session = login("alice");
		forceLogout("alice");
		this.other.endedAccounts.run();
		assertThat(reasons()).isEqualTo(Map.of(session.handle(), "FORCED_LOGOUT"));
	}

	@Test
	void saysWhenTheyEndedAndNotWhenTheyWereMarked() {
		login("alice");
		forceLogout("alice");
		this.nodes.clock.advance(Duration.ofMinutes(1));
		this.one.endedAccounts.run();
		assertThat(this.nodes.jdbc
			.sql("select count(*) from user_session s join revocation r on r.account_id = s.account_id"
					+ " where s.ended_at = r.created_at")
			.query(Integer.class)
			.single()).isOne();
	}

	@Test
	void leavesOtherAccountsAlone() {
		login("alice");
		Session bobs = login("bob");
		forceLogout("alice");
		this.one.endedAccounts.run();
		assertThat(this.one.sessions.activeSessionsOf("bob")).extracting(ActiveSession::handle)
			.containsExactly(bobs.handle());
		assertThat(online()).containsExactly(bobs.handle());
	}

	@Test
	void leavesSessionsAloneThatBeganLater() {
		login("alice");
		forceLogout("alice");
		Session later = login("alice");
		assertThat(online()).containsExactly(later.handle());
		this.one.endedAccounts.run();
		assertThat(online()).containsExactly(later.handle());
		assertThat(this.one.sessions.activeSessionsOf("alice")).extracting(ActiveSession::handle)
			.containsExactly(later.handle());
		assertThat(refresh(later)).isNotNull();
	}

	@Test
	void leavesTheSessionAloneForWhichTheyWereExchanged() {
		Session first = login("alice");
		Session next = this.one.exchange(this.one.candidates.bySession(first), first, false, "new");
		assertThat(online()).containsExactly(next.handle());
		this.one.endedAccounts.run();
		assertThat(online()).containsExactly(next.handle());
	}

	@Test
	void listsNoneOfThemBeforeAndAfter() {
		login("alice");
		forceLogout("alice");
		assertThat(online()).isEmpty();
		assertThat(this.one.sessions.page(0, 10).total()).isZero();
		assertThat(this.one.sessions.activeSessionsOf("alice")).isEmpty();
		this.one.endedAccounts.run();
		assertThat(online()).isEmpty();
		assertThat(this.one.sessions.activeSessionsOf("alice")).isEmpty();
	}

	@Test
	void tellsWhyTheyEndedBeforeAndAfter() {
		Session session = login("alice");
		this.one.endings.endAllOf("alice", EndReason.PASSWORD_CHANGED, TestAuthority.ALICE);
		forceLogout("alice");
		assertOver(session, EndReason.PASSWORD_CHANGED);
		this.one.endedAccounts.run();
		assertOver(session, EndReason.PASSWORD_CHANGED);
	}

	@Test
	void tellsThatTheyEndedWhenTheyWouldHaveExpired() {
		Session session = login("alice");
		forceLogout("alice");
		this.nodes.clock.advance(SessionNode.SETTINGS.idle(false).plusSeconds(1));
		assertOver(session, EndReason.FORCED_LOGOUT);
	}

	@Test
	void endsNoneOfThemTwice() {
		Session session = login("alice");
		assertThat(forceLogout("alice").ended()).isOne();
		long head = this.one.node.revocations.head();
		assertThat(this.one.endings.endSession(session.handle(), EndReason.LOGGED_OUT, TestAuthority.ALICE).ended())
			.isZero();
		assertThat(this.one.endings.endOthersOf("alice", "", EndReason.LOGGED_OUT, TestAuthority.ALICE).ended())
			.isZero();
		assertThat(this.one.node.revocations.head()).isEqualTo(head);
		assertThat(forceLogout("alice").ended()).isZero();
		assertOver(session, EndReason.FORCED_LOGOUT);
	}

	@Test
	void countsNoneOfThemAgainstTheLimit() {
		for (int i = 0; i < SessionNode.LIMIT; i++) {
			login("alice");
		}
		forceLogout("alice");
		long head = this.one.node.revocations.head();
		login("alice");
		assertThat(this.one.node.revocations.head()).as("nothing had to go").isEqualTo(head);
	}

	@Test
	void keepsTheRowOfTheLogForAsLongAsTheLongestOfThem() {
		Session session = login("alice");
		// it began when sessions were given longer
		this.nodes.jdbc.sql("update user_session set expires_at = expires_at + interval '400' day").update();
		forceLogout("alice");
		this.nodes.clock.advance(Duration.ofDays(399));
		SessionNode late = started();
		assertThat(late.endOf(session)).isEqualTo(EndReason.FORCED_LOGOUT);
	}

	@Test
	void marksTheRowsOfAnAccountThatIsGone() {
		Session session = login("alice");
		forceLogout("alice");
		this.nodes.jdbc.sql("delete from account where id = 'alice'").update();
		this.one.endedAccounts.run();
		assertThat(reasons()).isEqualTo(Map.of(session.handle(), "FORCED_LOGOUT"));
	}

	@Test
	void endsASessionOnceWhoseAccountIsEndedMeanwhile() throws Exception {
		ExecutorService threads = Executors.newSingleThreadExecutor();
		try {
			for (int round = 0; round < 50; round++) {
				Session session = login("alice");
				long head = this.one.node.revocations.head();
				CountDownLatch reached = new CountDownLatch(1);
				AtomicReference<Future<EndResult>> logout = new AtomicReference<>();
				// the account's sessions are held by now, and nothing is committed
				this.one.node.database.before("update revocation_head", () -> {
					this.other.node.database.before("user_session", reached::countDown);
					logout.set(threads.submit(() -> this.other.endings.endSession(session.handle(),
							EndReason.LOGGED_OUT, TestAuthority.ALICE)));
					waitFor(reached);
				});
				forceLogout("alice");
				assertThat(logout.get().get(10, TimeUnit.SECONDS).ended()).as("round %d", round).isZero();
				assertThat(this.one.node.revocations.head()).as("round %d", round).isEqualTo(head + 1);
				assertOver(session, EndReason.FORCED_LOGOUT);
				this.one.endedAccounts.run();
				assertOver(session, EndReason.FORCED_LOGOUT);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void marksOthersWhereOneFails() {
		Session alices = login("alice");
		Session bobs = login("bob");
		forceLogout("alice");
		Session later = login("alice");
		this.one.endings.endAllOf("alice", EndReason.PASSWORD_CHANGED, TestAuthority.ALICE);
		forceLogout("bob");
		this.one.node.database.before("update user_session", () -> {
			throw new DataAccessResourceFailureException("gone");
		});
		this.one.endedAccounts.run();
		assertThat(reasons())
			.isEqualTo(Map.of(alices.handle(), "none", later.handle(), "none", bobs.handle(), "FORCED_LOGOUT"));
		this.one.endedAccounts.run();
		assertThat(reasons()).isEqualTo(Map.of(alices.handle(), "FORCED_LOGOUT", later.handle(), "PASSWORD_CHANGED",
				bobs.handle(), "FORCED_LOGOUT"));
		assertThat(waiting()).isZero();
	}

	@Test
	void leavesExpiredOnesToThePurge() {
		Session session = login("alice");
		forceLogout("alice");
		this.nodes.clock.advance(SessionNode.SETTINGS.longestLifetime());
		this.one.endedAccounts.run();
		assertThat(reasons()).isEqualTo(Map.of(session.handle(), "none"));
		assertThat(waiting()).isZero();
	}

	@Test
	void marksVeryMany() {
		for (int i = 0; i < 2_001; i++) {
			insert("h" + i);
		}
		assertThat(forceLogout("alice").ended()).isEqualTo(2_001);
		this.one.endedAccounts.run();
		assertThat(reasons()).hasSize(2_001).containsValue("FORCED_LOGOUT").doesNotContainValue("none");
		assertThat(waiting()).isZero();
	}

	@Test
	void waitsForNobodyWhoHasNoSession() {
		forceLogout("alice");
		assertThat(waiting()).isZero();
	}

	@Test
	void leavesThoseToTheEndOfAllThatItEndedBefore() {
		Session session = login("alice");
		this.one.endings.endEverySession(TestAuthority.ADMIN);
		Session later = login("alice");
		forceLogout("alice");
		assertOver(session, EndReason.EVERYBODY);
		this.one.endedAccounts.run();
		assertOver(session, EndReason.EVERYBODY);
		assertThat(reasons()).isEqualTo(Map.of(session.handle(), "none", later.handle(), "FORCED_LOGOUT"));
		assertThat(this.one.endOf(session)).isEqualTo(EndReason.EVERYBODY);
	}

	@Test
	void keepsTheEndOfAllForAsLongAsTheLongestSession() {
		Session session = login("alice");
		this.nodes.jdbc.sql("update user_session set expires_at = expires_at + interval '400' day").update();
		this.one.endings.endEverySession(TestAuthority.ADMIN);
		this.nodes.clock.advance(Duration.ofDays(399));
		assertThat(started().endOf(session)).isEqualTo(EndReason.EVERYBODY);
	}

	@Test
	void keepsAnEndingThatALaterOneIsOverBefore() {
		Session session = login("alice");
		this.nodes.jdbc.sql("update user_session set expires_at = expires_at + interval '400' day").update();
		forceLogout("alice");
		login("alice");
		forceLogout("alice");
		this.nodes.clock.advance(Duration.ofDays(399));
		this.one.node.purge();
		assertThat(this.one.endOf(session)).isEqualTo(EndReason.FORCED_LOGOUT);
	}

	private EndResult forceLogout(String account) {
		return this.one.endings.endAllOf(account, EndReason.FORCED_LOGOUT, TestAuthority.ADMIN);
	}

	private Session login(String account) {
		return this.one.logIn(account);
	}

	private Session refresh(Session session) {
		return this.other.refresh.refresh(session.handle(), 0, (presented, state) -> OptionalLong.of(state.current()),
				OpenedSession::session);
	}

	private void assertOver(Session session, EndReason reason) {
		assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> refresh(session))
			.extracting(SessionEndedException::reason)
			.isEqualTo(reason);
	}

	private List<String> online() {
		return this.other.sessions.page(0, 10)
			.items()
			.stream()
			.map(ActiveSession::handle)
			.sorted(Comparator.naturalOrder())
			.toList();
	}

	private Map<String, String> reasons() {
		Map<String, String> reasons = new TreeMap<>();
		this.nodes.jdbc.sql("select handle, coalesce(end_reason, 'none') as reason from user_session").query((row) -> {
			reasons.put(row.getString("handle"), row.getString("reason"));
		});
		return reasons;
	}

	/**
	 * Wait until a thread is about to ask for a session, and then for a moment more.
	 */
	private static void waitFor(CountDownLatch reached) {
		await().pollDelay(Duration.ofMillis(20)).until(() -> reached.getCount() == 0);
	}

	private void insert(String handle) {
		OffsetDateTime now = this.nodes.clock.instant().atOffset(ZoneOffset.UTC);
		this.nodes.jdbc.sql("""
				insert into user_session (handle, account_id, epoch, mode, transport, remembered, started_at,
					last_seen_at, idle_expires_at, expires_at, address, user_agent,
					refresh_generation, confirmed_generation)
				values (?, 'alice', 0, 'jwt', 'COOKIE', false, ?, ?, ?, ?, '', '', 0, 0)
				""").params(handle, now, now, now.plusHours(1), now.plusHours(1)).update();
	}

	private int waiting() {
		return this.nodes.jdbc.sql("select count(*) from ended_account").query(Integer.class).single();
	}

	private SessionNode started() {
		SessionNode node = new SessionNode(this.nodes, this.nodes.node());
		node.node.start();
		return node;
	}

}

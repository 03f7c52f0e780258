package dev.latchkey.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.latchkey.account.username.Username;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.session.active.ActiveSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The end of all sessions of all accounts that have a role.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class EndedRolesTests {

	private static final int ROUNDS = Repetitions.of(20, 5);

	@Parameter
	TestDatabase database;

	private LogNodes nodes;

	private SessionNode one;

	private SessionNode other;

	@BeforeEach
	void start() {
		this.nodes = LogNodes.on(this.database);
		List.of("alice", "bob", "carol").forEach(this.nodes::account);
		List.of("alice", "bob").forEach(this::grant);
		this.one = started();
		this.other = started();
		this.nodes.wire.deliver();
	}

	@Test
	void endsThoseOfEachAccountThatHasItAndNoOthers() {
		List<Session> ended = List.of(login("alice"), login("bob"), login("bob"));
		Session carols = login("carol");
		end();
		this.nodes.wire.deliver();
		for (SessionNode node : List.of(this.one, this.other, started())) {
			assertThat(ended)
				.allSatisfy((session) -> assertThat(node.endOf(session)).isEqualTo(EndReason.ROLES_CHANGED));
			assertThat(node.accepts(carols)).isTrue();
			assertThat(node.sessions.page(0, 10).items()).extracting(ActiveSession::handle)
				.containsExactly(carols.handle());
			assertThat(node.sessions.activeSessionsOf("bob")).isEmpty();
		}
		assertThatExceptionOfType(SessionEndedException.class)
			.isThrownBy(() -> this.one.authority.require(ended.get(0), null, false))
			.extracting(SessionEndedException::reason)
			.isEqualTo(EndReason.ROLES_CHANGED);
		assertThat(this.one.authority.require(carols, null, false)).isNotNull();
	}

	@Test
	void leavesThoseThatBeginLater() {
		login("alice");
		end();
		Session later = login("alice");
		grant("carol");
		Session carols = login("carol");
		assertThat(List.of(later, carols)).allMatch(this.one::accepts);
		assertThat(this.one.sessions.page(0, 10).total()).isEqualTo(2);
		end();
		assertThat(List.of(later, carols)).noneMatch(this.one::accepts);
		assertThat(this.one.sessions.page(0, 10).total()).isZero();
	}

	@Test
	void endsLoginsThatAreUnderWay() {
		LoginCandidate candidate = candidate("alice");
		end();
		assertThatExceptionOfType(LoginRefusedException.class).isThrownBy(() -> this.one.open(candidate));
		assertThat(this.one.open(candidate("alice"))).isNotNull();
	}

	@Test
	void endsASessionWhoseOwnerChangesThePasswordMeanwhile() {
		Session session = login("alice");
		LoginCandidate candidate = this.one.candidates.bySession(session);
		this.one.node.database.before("update account set password_hash", this::endElsewhere);
		assertThatExceptionOfType(LoginRefusedException.class)
			.isThrownBy(() -> this.one.exchange(candidate, session, true, "new"));
		assertThat(this.one.node.database.wentThroughAllSteps()).isTrue();
	}

	@Test
	void endsASessionThatMakesAChangeMeanwhile() {
		ActingSession acting = this.one.authority.actingSession(login("alice"), null);
		assertThatExceptionOfType(SessionEndedException.class)
			.isThrownBy(() -> this.one.authorized.make(acting, (held) -> {
				endElsewhere();
				return held;
			}))
			.extracting(SessionEndedException::reason)
			.isEqualTo(EndReason.ROLES_CHANGED);
	}

	@Test
	void waitsForNoAccountAndNoSession() throws Exception {
		Session session = login("alice");
		this.one.node.transaction.executeWithoutResult((status) -> {
			this.one.accounts.lock("bob");
			this.one.node.jdbc.sql("select handle from user_session for update").query(String.class).list();
			assertThat(CompletableFuture.runAsync(this::endElsewhere)).succeedsWithin(60, TimeUnit.SECONDS);
		});
		assertThat(this.other.accepts(session)).isFalse();
	}

	@Test
	void countsNoneOfThemAgain() {
		login("alice");
		login("carol");
		end();
		assertThat(this.one.endings.endEverySession(TestAuthority.ADMIN).ended()).isOne();
	}

	@Test
	void endsALoginThatOvertakesItAtTheLastStep() {
		LoginCandidate candidate = candidate("alice");
		this.one.node.database.before("insert into user_session", this::endElsewhere);
		Session session = this.one.open(candidate);
		assertOver(session);
		assertThat(online()).isEmpty();
	}

	@Test
	void endsThoseOfAnAccountThatHasLostTheRoleSince() {
		Session before = login("alice");
		end();
		changeRoles("alice", Set.of());
		Session between = login("alice");
		end();
		assertOver(before);
		assertThat(this.one.accepts(between)).isTrue();
		assertThat(online()).containsExactly(between.handle());
	}

	@Test
	void endsThoseOfAnAccountThatGetsTheRoleAfterTheLogin() {
		Session before = login("carol");
		changeRoles("carol", Set.of("USER"));
		Session after = login("carol");
		assertThat(this.one.accepts(before)).isFalse();
		assertThat(this.one.accepts(after)).isTrue();
		end();
		assertOver(after);
		assertThat(online()).isEmpty();
	}

	@Test
	void tellsEachSessionWhatEndedItFirst() {
		Session first = login("alice");
		end();
		forceLogout("alice");
		Session second = login("alice");
		forceLogout("alice");
		end();
		end();
		this.nodes.wire.deliver();
		for (SessionNode node : List.of(this.one, this.other, started())) {
			assertThat(node.endOf(first)).isEqualTo(EndReason.ROLES_CHANGED);
			assertThat(node.endOf(second)).isEqualTo(EndReason.FORCED_LOGOUT);
		}
		assertThat(this.one.node.revocations.endOf("alice", second.epoch())).contains(EndReason.FORCED_LOGOUT);
	}

	@Test
	void marksTheRowsLater() {
		List<Session> ended = List.of(login("alice"), login("bob"));
		Session carols = login("carol");
		end();
		assertThat(marked()).isEmpty();
		this.other.endedRoles.run();
		assertThat(marked()).containsOnlyKeys(ended.get(0).handle(), ended.get(1).handle())
			.containsValues("ROLES_CHANGED");
		assertThat(online()).containsExactly(carols.handle());
		this.other.endedRoles.run();
		assertThat(passes()).as("a slow login may come").isOne();
		this.nodes.clock.advance(Duration.ofMinutes(6));
		this.other.endedRoles.run();
		assertThat(passes()).isEqualTo(2);
		end();
		assertThat(passes()).isZero();
	}

	@Test
	void marksTheRowsOfVeryManyAccountsPageByPage() {
		for (int i = 0; i < 250; i++) {
			String account = "holder-" + i;
			this.nodes.account(account);
			grant(account);
			login(account);
		}
		end();
		this.one.endedRoles.run();
		assertThat(marked()).hasSize(250);
	}

	@Test
	void marksEachRowWithWhatEndedItFirst() {
		Session alices = login("alice");
		Session bobs = login("bob");
		forceLogout("alice");
		end();
		forceLogout("bob");
		for (int run = 0; run < 2; run++) {
			this.one.endedRoles.run();
			this.one.endedAccounts.run();
		}
		assertThat(marked()).isEqualTo(Map.of(alices.handle(), "FORCED_LOGOUT", bobs.handle(), "ROLES_CHANGED"));
	}

	@Test
	void marksWithoutWaitingForARowThatIsHeld() {
		Session alices = login("alice");
		Session bobs = login("bob");
		end();
		this.one.node.transaction.executeWithoutResult((status) -> {
			this.one.node.jdbc.sql("select handle from user_session where handle = ? for update")
				.param(alices.handle())
				.query(String.class)
				.list();
			assertThat(CompletableFuture.runAsync(this.other.endedRoles)).succeedsWithin(60, TimeUnit.SECONDS);
		});
		assertThat(marked()).containsOnlyKeys(bobs.handle());
		assertThat(online()).isEmpty();
		this.nodes.clock.advance(Duration.ofMinutes(6));
		this.other.endedRoles.run();
		assertThat(marked()).containsOnlyKeys(alices.handle(), bobs.handle());
	}

	@Test
	void listsNoSlowLoginWhenAllAreMarked() {
		LoginCandidate candidate = candidate("alice");
		this.one.node.database.before("insert into user_session", () -> {
			endElsewhere();
			this.nodes.clock.advance(Duration.ofMinutes(6));
			this.other.endedRoles.run();
			this.other.endedRoles.run();
		});
		Session session = this.one.open(candidate);
		assertThat(passes()).isEqualTo(2);
		this.one.node.pull();
		this.other.node.pull();
		assertOver(session);
		assertThat(online()).isEmpty();
	}

	@Test
	void forgetsTheRoleWhenAllOfThemHaveExpired() {
		login("alice");
		end();
		this.nodes.clock.advance(Duration.ofDays(40));
		// it keeps the newest number
		forceLogout("carol");
		List.of(this.one, this.other).forEach((node) -> node.node.pull());
		this.one.node.purge();
		assertThat(endedRoles()).isZero();
	}

	@Test
	void forgetsNoneThatEndsAgainMeanwhile() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			end();
			this.nodes.clock.advance(Duration.ofDays(40));
			forceLogout("carol");
			List.of(this.one, this.other).forEach((node) -> node.node.pull());
			this.one.node.purge();
			end();
			this.nodes.clock.advance(Duration.ofDays(40));
			List.of(this.one, this.other).forEach((node) -> node.node.pull());
			CountDownLatch purging = new CountDownLatch(1);
			this.other.node.database.before("delete from ended_role", purging::countDown);
			CompletableFuture<Void> purge = new CompletableFuture<>();
			this.one.node.transaction.executeWithoutResult((status) -> {
				this.one.node.revocations.endRole("USER", EndReason.ROLES_CHANGED, "admin",
						this.nodes.clock.instant().plus(Duration.ofDays(30)));
				CompletableFuture.runAsync(this.other.node::purge).thenRun(() -> purge.complete(null));
				await(purging);
			});
			purge.get(60, TimeUnit.SECONDS);
			assertThat(endedRoles()).isOne();
			this.one.node.pull();
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void assertOver(Session session) {
		this.nodes.wire.deliver();
		for (SessionNode node : List.of(this.one, this.other, started())) {
			assertThat(node.endOf(session)).isEqualTo(EndReason.ROLES_CHANGED);
		}
		assertThatExceptionOfType(SessionEndedException.class)
			.isThrownBy(() -> this.one.authority.require(session, null, false))
			.extracting(SessionEndedException::reason)
			.isEqualTo(EndReason.ROLES_CHANGED);
		assertThatExceptionOfType(SessionEndedException.class)
			.isThrownBy(() -> this.other.refresh.refresh(session.handle(), 0,
					(presented, state) -> OptionalLong.of(state.current()), OpenedSession::session))
			.extracting(SessionEndedException::reason)
			.isEqualTo(EndReason.ROLES_CHANGED);
	}

	private void changeRoles(String account, Set<String> roles) {
		hurriedly(this.one, () -> this.one.endings.changeAccountAndEnd(account, TestAuthority.ADMIN, (before, held) -> {
			this.one.changes.changeRoles(account, roles);
			return EndReason.ROLES_CHANGED;
		}));
	}

	private void forceLogout(String account) {
		hurriedly(this.one, () -> this.one.endings.endAllOf(account, EndReason.FORCED_LOGOUT, TestAuthority.ADMIN));
	}

	private List<String> online() {
		return this.one.sessions.page(0, 300).items().stream().map(ActiveSession::handle).toList();
	}

	private Map<String, String> marked() {
		return this.nodes.jdbc.sql("select handle, end_reason from user_session where ended_at is not null")
			.query((row, number) -> Map.entry(row.getString("handle"), row.getString("end_reason")))
			.list()
			.stream()
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	private int endedRoles() {
		return this.nodes.jdbc.sql("select count(*) from ended_role").query(Integer.class).single();
	}

	private int passes() {
		return this.nodes.jdbc.sql("select passes from ended_role").query(Integer.class).single();
	}

	private void end() {
		end(this.one);
	}

	private void endElsewhere() {
		end(this.other);
	}

	private static void end(SessionNode node) {
		hurriedly(node, () -> node.endings.changeRoleAndEnd(TestAuthority.ADMIN, (held) -> "USER"));
	}

	/**
	 * End sessions, and do not wait for the second in which other nodes may say that they
	 * have heard: what is sent to them stays on the wire.
	 */
	private static void hurriedly(SessionNode node, Runnable ending) {
		node.node.database.before(LogNodes.LEASES_ARE_READ, Thread.currentThread()::interrupt);
		try {
			ending.run();
		}
		finally {
			Thread.interrupted();
		}
	}

	private Session login(String account) {
		return this.one.open(candidate(account));
	}

	private LoginCandidate candidate(String account) {
		return this.one.candidates.byUsername(Username.of(account));
	}

	private SessionNode started() {
		SessionNode node = new SessionNode(this.nodes, this.nodes.node());
		node.node.start();
		return node;
	}

	private void grant(String account) {
		this.nodes.jdbc.sql("insert into account_role (account_id, role) values (?, 'USER')").param(account).update();
	}

}

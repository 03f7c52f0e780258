package dev.latchkey.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.latchkey.account.Username;
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
			.isThrownBy(() -> this.one.authority.require(ended.get(0), null))
			.extracting(SessionEndedException::reason)
			.isEqualTo(EndReason.ROLES_CHANGED);
		assertThat(this.one.authority.require(carols, null)).isNotNull();
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
		LoginCandidate candidate = this.one.gate.candidate(session);
		this.one.node.database.before("update account set password_hash", this::endElsewhere);
		assertThatExceptionOfType(LoginRefusedException.class)
			.isThrownBy(() -> this.one.exchange(candidate, session, true, "new"));
		assertThat(this.one.node.database.wentThroughAllSteps()).isTrue();
	}

	@Test
	void endsASessionThatMakesAChangeMeanwhile() {
		ActingSession acting = this.one.authority.of(login("alice"), null);
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
	void forgetsTheRoleWhenAllOfThemHaveExpired() {
		login("alice");
		end();
		this.nodes.clock.advance(Duration.ofDays(40));
		// it keeps the newest number
		this.one.endings.endAllOf("carol", EndReason.FORCED_LOGOUT, TestAuthority.ADMIN);
		List.of(this.one, this.other).forEach((node) -> node.node.pull());
		this.one.node.purge();
		assertThat(this.nodes.jdbc.sql("select count(*) from ended_role").query(Integer.class).single()).isZero();
	}

	private void end() {
		end(this.one);
	}

	private void endElsewhere() {
		end(this.other);
	}

	private static void end(SessionNode node) {
		node.endings.changeRoleAndEnd(TestAuthority.ADMIN, (held) -> "USER");
	}

	private Session login(String account) {
		return this.one.open(candidate(account));
	}

	private LoginCandidate candidate(String account) {
		return this.one.gate.candidate(Username.of(account));
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

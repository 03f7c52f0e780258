package dev.latchkey.session;

import java.util.OptionalLong;

import dev.latchkey.account.AccountStatus;
import dev.latchkey.account.username.Username;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.session.active.ActiveSession;
import dev.latchkey.session.seen.CredentialUse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An ending that comes while a user logs in, refreshes or changes the password ends that
 * too, at any step of it.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OvertakenTests {

	private static final String ACCOUNT_IS_LOCKED = "from account where id = ? for update";

	private static final String PASSWORD_IS_CHANGED = "update account set password_hash";

	private static final String SESSION_IS_LOCKED = "from user_session where handle = ? for update";

	private static final String SESSION_IS_INSERTED = "insert into user_session";

	private static final String LOG_IS_LOCKED = "update revocation_head set seq = seq +";

	@Parameter
	TestDatabase database;

	private LogNodes nodes;

	private SessionNode here;

	private SessionNode there;

	@BeforeEach
	void start() {
		this.nodes = LogNodes.on(this.database);
		this.here = started();
		this.there = started();
		this.nodes.wire.deliverBy(Runnable::run);
		this.nodes.account("alice");
	}

	@Test
	void aLoginIsRefusedThatAForceLogoutOvertookWhileThePasswordWasChecked() {
		LoginCandidate candidate = this.here.candidates.byUsername(Username.of("alice"));
		endAccount();
		assertThatExceptionOfType(LoginRefusedException.class).isThrownBy(() -> this.here.open(candidate));
	}

	@Test
	void aLoginIsRefusedThatAForceLogoutOvertookBetweenItsNumberAndItsAccount() {
		this.here.node.database.before("from account where username", this::endAccount);
		LoginCandidate candidate = this.here.candidates.byUsername(Username.of("alice"));
		assertThatExceptionOfType(LoginRefusedException.class).isThrownBy(() -> this.here.open(candidate));
	}

	@Test
	void aLoginIsRefusedThatAForceLogoutOvertookBeforeTheAccountWasLocked() {
		LoginCandidate candidate = this.here.candidates.byUsername(Username.of("alice"));
		this.here.node.database.before(ACCOUNT_IS_LOCKED, this::endAccount);
		assertThatExceptionOfType(LoginRefusedException.class).isThrownBy(() -> this.here.open(candidate));
	}

	@Test
	void aLoginThatTheEndOfAllOvertakesAtTheLastStepIsDead() {
		LoginCandidate candidate = this.here.candidates.byUsername(Username.of("alice"));
		this.here.node.database.before(SESSION_IS_INSERTED, this::endEverybody);
		Session session = this.here.open(candidate);
		assertThat(this.here.accepts(session)).isFalse();
		assertThat(this.there.accepts(session)).isFalse();
		assertThat(this.here.sessions.activeSessionsOf("alice")).isEmpty();
	}

	@Test
	void aLoginThatBeginsAfterTheEndingIsOpen() {
		endAccount();
		endEverybody();
		Session session = login();
		assertThat(this.here.accepts(session)).isTrue();
		assertThat(this.there.accepts(session)).isTrue();
	}

	@Test
	void aLoginIsRefusedOnceTheAccountWasDisabledOrItsPasswordChanged() {
		LoginCandidate first = this.here.candidates.byUsername(Username.of("alice"));
		this.there.changes.changePassword("alice", "another", false);
		assertThatExceptionOfType(LoginRefusedException.class).isThrownBy(() -> this.here.open(first));
		LoginCandidate second = this.here.candidates.byUsername(Username.of("alice"));
		this.there.changes.changeStatus("alice", AccountStatus.DISABLED);
		assertThatExceptionOfType(LoginRefusedException.class).isThrownBy(() -> this.here.open(second));
	}

	@Test
	void aChangeOfPasswordIsRefusedThatTheEndOfAllOvertookBeforeItBegan() {
		Session session = login();
		assertThat(this.here.accepts(session)).isTrue();
		endEverybody();
		LoginCandidate candidate = this.here.candidates.bySession(session);
		refused(candidate, session, true);
		refused(candidate, session, false);
	}

	@Test
	void aChangeOfPasswordIsRefusedThatTheEndOfAllOvertakesAtTheLastStep() {
		for (boolean keepOthers : new boolean[] { true, false }) {
			Session session = login();
			LoginCandidate candidate = this.here.candidates.bySession(session);
			this.here.node.database.before(LOG_IS_LOCKED, this::endEverybody);
			refused(candidate, session, keepOthers);
		}
	}

	@Test
	void aChangeOfPasswordIsRefusedWhoseSessionWasEndedMeanwhile() {
		for (boolean keepOthers : new boolean[] { true, false }) {
			Session session = login();
			LoginCandidate candidate = this.here.candidates.bySession(session);
			this.here.node.database.before(PASSWORD_IS_CHANGED, () -> this.there.endings.endSession(session.handle(),
					EndReason.FORCED_LOGOUT, TestAuthority.ADMIN));
			refused(candidate, session, keepOthers);
		}
	}

	@Test
	void aChangeOfPasswordIsRefusedThatAForceLogoutOvertook() {
		Session session = login();
		LoginCandidate candidate = this.here.candidates.bySession(session);
		this.here.node.database.before(ACCOUNT_IS_LOCKED, this::endAccount);
		refused(candidate, session, true);
	}

	@Test
	void aChangeOfPasswordOpensASessionThatItsOwnEndingDoesNotEnd() {
		Session other = login();
		for (boolean keepOthers : new boolean[] { true, false }) {
			Session session = login();
			Session changed = this.here.exchange(this.here.candidates.bySession(session), session, keepOthers,
					"new-" + keepOthers);
			assertThat(this.there.accepts(changed)).isTrue();
			assertThat(this.there.endOf(session)).isEqualTo(EndReason.PASSWORD_CHANGED);
			assertThat(this.there.accepts(other)).isEqualTo(keepOthers);
		}
	}

	@Test
	void aRefreshIsRefusedOnceItsSessionEnded() {
		Session session = login();
		this.here.node.database.before(SESSION_IS_LOCKED, this::endAccount);
		assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> refresh(session))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(EndReason.FORCED_LOGOUT));
	}

	@Test
	void aRefreshThatTheEndOfAllOvertakesIsRefusedOrDead() {
		Session session = login();
		this.here.node.database.before("update user_session set refresh_generation", this::endEverybody);
		Session refreshed = refresh(session);
		assertThat(this.here.accepts(refreshed)).isFalse();
		assertThat(this.there.accepts(refreshed)).isFalse();
		assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> refresh(session));
	}

	@Test
	void lastSeenDoesNotBringBackWhatHasEnded() {
		Session session = login();
		this.here.lastSeen.note(new CredentialUse(session.handle(), 1));
		endAccount();
		this.here.lastSeen.run();
		assertThat(this.here.sessions.activeSessionsOf("alice")).isEmpty();
		assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> refresh(session));
	}

	@Test
	void theEndOfTheOthersEndsAlsoOneWhoseLastUseIsNotYetWritten() {
		Session mine = login();
		Session used = login();
		this.nodes.jdbc
			.sql("update user_session set idle_expires_at = current_timestamp - interval '1' second "
					+ "where handle = ?")
			.param(used.handle())
			.update();
		this.there.lastSeen.note(new CredentialUse(used.handle(), 0));
		this.here.endings.endOthersOf("alice", mine.handle(), EndReason.LOGGED_OUT, TestAuthority.ALICE);
		this.there.lastSeen.run();
		assertThat(this.there.accepts(mine)).isTrue();
		assertThat(this.there.accepts(used)).isFalse();
		assertThat(this.here.sessions.activeSessionsOf("alice")).extracting(ActiveSession::handle)
			.containsExactly(mine.handle());
	}

	private void refused(LoginCandidate candidate, Session session, boolean keepOthers) {
		assertThatExceptionOfType(LoginRefusedException.class)
			.isThrownBy(() -> this.here.exchange(candidate, session, keepOthers, "new"));
		assertThat(this.here.node.database.wentThroughAllSteps()).isTrue();
		assertThat(this.here.accounts.byId("alice").orElseThrow().passwordHash()).isEqualTo("hash");
		assertThat(this.here.sessions.activeSessionsOf("alice")).isEmpty();
	}

	private Session login() {
		return this.here.logIn("alice");
	}

	private Session refresh(Session session) {
		return this.here.refresh.refresh(session.handle(), 0,
				(presented, state) -> OptionalLong.of(state.current() + 1), OpenedSession::session);
	}

	private void endAccount() {
		EndResult ending = this.there.endings.endAllOf("alice", EndReason.FORCED_LOGOUT, TestAuthority.ADMIN);
		assertThat(ending.nodes().complete()).isTrue();
	}

	private void endEverybody() {
		assertThat(this.there.endings.endEverySession(TestAuthority.ADMIN).nodes().complete()).isTrue();
	}

	private SessionNode started() {
		SessionNode node = new SessionNode(this.nodes, this.nodes.node());
		node.node.start();
		return node;
	}

}

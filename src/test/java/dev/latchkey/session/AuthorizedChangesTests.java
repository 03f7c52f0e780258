package dev.latchkey.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import dev.latchkey.account.AccountStatus;
import dev.latchkey.account.username.Username;
import dev.latchkey.factor.AuthenticationMethods;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.LogNodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.security.access.AccessDeniedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * No change follows on an ending of the session that asked for it, at whatever step of
 * the change the ending came.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class AuthorizedChangesTests {

	private static final String AUTHORITY_IS_ASKED = "select h.seq, s.proved_at, rp.permission";

	private static final List<String> LOG_IS_LOCKED = List.of("select seq from revocation_head for update",
			"update revocation_head set seq = seq +");

	private static final int ROUNDS = Repetitions.of(1_000, 60);

	@Parameter
	TestDatabase database;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private LogNodes nodes;

	private SessionNode here;

	private SessionNode there;

	private ActingSession acting;

	private String alice = "";

	private String bob = "";

	private String carol = "";

	private String dave = "";

	private int number;

	private int madeElsewhere;

	/**
	 * A change that alice asks for, who is an administrator.
	 */
	private enum Change {

		CREATES_A_USER {
			@Override
			void make(AuthorizedChangesTests test) {
				test.createUser(test.here, test.acting);
			}
		},

		LETS_A_USER_BE_USED_AGAIN {
			@Override
			void make(AuthorizedChangesTests test) {
				test.changeStatus(test.here, test.acting, test.carol, AccountStatus.ACTIVE);
			}
		},

		DISABLES_A_USER {
			@Override
			void make(AuthorizedChangesTests test) {
				test.changeStatus(test.here, test.acting, test.bob, AccountStatus.DISABLED);
			}
		},

		CHANGES_A_ROLE {
			@Override
			void make(AuthorizedChangesTests test) {
				test.here.endings.changeRoleAndEnd(test.acting, (held) -> "USER");
			}
		},

		FORCES_A_LOGOUT {
			@Override
			void make(AuthorizedChangesTests test) {
				test.here.endings.endAllOf(test.bob, EndReason.FORCED_LOGOUT, test.acting);
			}
		},

		ENDS_A_SESSION {
			@Override
			void make(AuthorizedChangesTests test) {
				String handle = test.here.sessions.activeSessionsOf(test.bob).get(0).handle();
				test.here.endings.endSession(handle, EndReason.FORCED_LOGOUT, test.acting);
			}
		},

		ENDS_A_SESSION_THAT_HAS_ENDED {
			@Override
			void make(AuthorizedChangesTests test) {
				test.here.endings.endOthersOf(test.carol, "none", EndReason.FORCED_LOGOUT, test.acting);
			}
		},

		ENDS_EVERY_SESSION {
			@Override
			void make(AuthorizedChangesTests test) {
				test.here.endings.endEverySession(test.acting);
			}
		},

		ENDS_ITS_OTHER_SESSIONS {
			@Override
			void make(AuthorizedChangesTests test) {
				test.here.endings.endOthersOf(test.alice, test.acting.session().handle(), EndReason.LOGGED_OUT,
						test.acting);
			}
		},

		RENEWS_A_PROOF {
			@Override
			void make(AuthorizedChangesTests test) {
				Session session = test.acting.session();
				test.here.proofs.renew(session, test.here.candidates.bySession(session),
						AuthenticationMethods.PASSWORD.withCode());
			}
		},

		CHANGES_SOMETHING_ELSEWHERE {
			@Override
			void make(AuthorizedChangesTests test) {
				test.here.authorized.makeElsewhere(test.acting, (held) -> held, (held) -> test.madeElsewhere++);
			}
		};

		abstract void make(AuthorizedChangesTests test);

	}

	/**
	 * What ends alice's session.
	 */
	private enum Ending {

		OF_THE_SESSION {
			@Override
			void end(AuthorizedChangesTests test) {
				test.there.endings.endSession(test.acting.session().handle(), EndReason.FORCED_LOGOUT,
						TestAuthority.ADMIN);
			}
		},

		OF_THE_ACCOUNT {
			@Override
			void end(AuthorizedChangesTests test) {
				test.there.endings.endAllOf(test.alice, EndReason.FORCED_LOGOUT, TestAuthority.ADMIN);
			}
		},

		OF_EVERYBODY {
			@Override
			void end(AuthorizedChangesTests test) {
				test.there.endings.endEverySession(TestAuthority.ADMIN);
			}
		};

		abstract void end(AuthorizedChangesTests test);

	}

	@BeforeEach
	void start() {
		this.nodes = LogNodes.on(this.database);
		this.here = started();
		this.there = started();
		this.nodes.wire.deliverBy(Runnable::run);
		begin();
	}

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@ParameterizedTest
	@EnumSource
	void isRefusedWhereAnEndingOvertakesItAsTheLogIsLocked(Change change) {
		for (Ending ending : endings(change)) {
			refused(change, ending, LOG_IS_LOCKED);
		}
	}

	@ParameterizedTest
	@EnumSource
	void isRefusedWhereAnEndingOvertakesItBeforeItBegan(Change change) {
		for (Ending ending : Ending.values()) {
			refused(change, ending, List.of(AUTHORITY_IS_ASKED));
		}
	}

	@ParameterizedTest
	@EnumSource
	void isMadeWhereSomethingElseEndsMeanwhile(Change change) {
		Session dave = login(this.dave);
		AtomicReference<List<Object>> ended = new AtomicReference<>();
		before(LOG_IS_LOCKED, () -> {
			this.there.endings.endSession(dave.handle(), EndReason.FORCED_LOGOUT, TestAuthority.ADMIN);
			ended.set(state());
		});
		change.make(this);
		assertThat(ended.get()).isNotNull();
		if (change == Change.CHANGES_SOMETHING_ELSEWHERE) {
			assertThat(this.madeElsewhere).isOne();
		}
		else if (change != Change.ENDS_A_SESSION_THAT_HAS_ENDED) {
			assertThat(state()).isNotEqualTo(ended.get());
		}
	}

	@Test
	void costsNoMoreThanOneStatementWhereItEndsSomethingAndNothingElseEnds() {
		for (String more : List.of("select reason from revocation", LOG_IS_LOCKED.get(0))) {
			this.here.node.database.before(more, () -> {
				throw new IllegalStateException(more);
			});
		}
		Change.FORCES_A_LOGOUT.make(this);
		Change.ENDS_EVERY_SESSION.make(this);
	}

	@Test
	void endsTheVerySessionThatAsksForIt() {
		this.here.endings.endSessionOf(this.alice, this.acting.session().handle(), EndReason.LOGGED_OUT, this.acting);
		assertThat(this.there.endOf(this.acting.session())).isEqualTo(EndReason.LOGGED_OUT);
		begin();
		this.here.endings.endAllOf(this.alice, EndReason.FORCED_LOGOUT, this.acting);
		assertThat(this.there.endOf(this.acting.session())).isEqualTo(EndReason.FORCED_LOGOUT);
		begin();
		administrator(this.dave);
		changeStatus(this.here, this.acting, this.alice, AccountStatus.DISABLED);
		assertThat(this.there.endOf(this.acting.session())).isEqualTo(EndReason.ACCOUNT_DISABLED);
	}

	@Test
	void takesThePermissionsOfTheDatabase() {
		this.nodes.jdbc.sql("delete from account_role where account_id = ?").param(this.alice).update();
		assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(() -> Change.DISABLES_A_USER.make(this));
		this.nodes.jdbc.sql("update account set status = 'disabled' where id = ?").param(this.alice).update();
		assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> Change.DISABLES_A_USER.make(this))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(EndReason.ACCOUNT_DISABLED));
	}

	@Test
	void takesNoSessionThatHasExpired() {
		this.nodes.clock.advance(SessionNode.SETTINGS.lifetime(false));
		assertThatExceptionOfType(SessionEndedException.class).isThrownBy(() -> Change.CREATES_A_USER.make(this))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(EndReason.EXPIRED));
	}

	@Test
	void asksForARecentProofOnlyWhereItIsToldTo() {
		ActingSession recent = this.acting.withRecentProof();
		this.nodes.clock.advance(SessionNode.SETTINGS.proofAge().minusSeconds(30));
		createUser(this.here, recent);
		this.nodes.clock.advance(Duration.ofSeconds(31));
		this.number++;
		List<Object> before = state();
		assertThatExceptionOfType(ProofTooOldException.class).isThrownBy(() -> createUser(this.here, recent))
			.satisfies((ex) -> assertThat(ex.maxAge()).isEqualTo(SessionNode.SETTINGS.proofAge()));
		assertThatExceptionOfType(ProofTooOldException.class).isThrownBy(this.acting::requireRecentProof);
		assertThat(state()).isEqualTo(before);
		createUser(this.here, this.acting);
		Change.RENEWS_A_PROOF.make(this);
		this.number++;
		createUser(this.here, recent);
	}

	@Test
	void renewsNoProofByAPasswordThatWasChangedMeanwhile() {
		Session session = this.acting.session();
		LoginCandidate checked = this.here.candidates.bySession(session);
		this.nodes.jdbc.sql("update account set password_hash = 'another' where id = ?").param(this.alice).update();
		List<Object> before = state();
		assertThatExceptionOfType(LoginRefusedException.class)
			.isThrownBy(() -> this.here.proofs.renew(session, checked, AuthenticationMethods.PASSWORD.withCode()));
		assertThat(state()).isEqualTo(before);
	}

	@Test
	void keepsTheNewestOfProofsWhateverTheClocksSay() {
		Change.RENEWS_A_PROOF.make(this);
		this.nodes.clock.advance(Duration.ofMinutes(-5));
		Change.RENEWS_A_PROOF.make(this);
		this.nodes.clock.advance(Duration.ofMinutes(14));
		createUser(this.here, this.acting.withRecentProof());
	}

	@Test
	void letsAnEndingWaitOnceTheLogIsLocked() throws Exception {
		CountDownLatch reached = new CountDownLatch(1);
		long head = this.here.node.revocations.head();
		AtomicReference<Future<?>> ending = new AtomicReference<>();
		this.there.node.database.before(LOG_IS_LOCKED.get(1), reached::countDown);
		this.here.authorized.makeElsewhere(this.acting, (held) -> {
			ending.set(this.threads.submit(() -> Ending.OF_THE_ACCOUNT.end(this)));
			await(reached);
			// it can wait for nothing else now
			assertThat(ending.get()).isNotDone();
			pause();
			assertThat(ending.get()).isNotDone();
			assertThat(this.there.node.revocations.head()).isEqualTo(head);
			return held;
		}, (held) -> this.madeElsewhere++);
		ending.get().get(10, TimeUnit.SECONDS);
		assertThat(this.madeElsewhere).isOne();
		assertThat(this.there.accepts(this.acting.session())).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void letsNoEndingWaitForAnotherServer(Ending ending) {
		this.here.authorized.makeElsewhere(this.acting, (held) -> held, (held) -> {
			ending.end(this);
			assertThat(this.there.accepts(this.acting.session())).isFalse();
			this.madeElsewhere++;
		});
		assertThat(this.madeElsewhere).isOne();
	}

	@Test
	void letsOneOfTwoEndTheOther() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			begin();
			ActingSession bob = administrator(this.bob);
			ActingSession alice = this.acting;
			long head = this.here.node.revocations.head();
			int how = round % 3;
			List<Callable<?>> calls = switch (how) {
				case 0 -> List.of(() -> this.here.endings.endAllOf(this.bob, EndReason.FORCED_LOGOUT, alice),
						() -> this.there.endings.endAllOf(this.alice, EndReason.FORCED_LOGOUT, bob));
				case 1 -> List.of(() -> this.here.endings.endEverySession(alice),
						() -> this.there.endings.endEverySession(bob));
				default -> List.of(() -> changeStatus(this.here, alice, this.bob, AccountStatus.DISABLED),
						() -> changeStatus(this.there, bob, this.alice, AccountStatus.DISABLED));
			};
			List<Boolean> made = race(calls);
			assertThat(made).as("round %d", round).containsExactlyInAnyOrder(true, false);
			assertThat(this.here.node.revocations.head()).as("round %d", round).isEqualTo(head + 1);
		}
	}

	@Test
	void leavesAnAccountDisabledThatSetsItselfActiveMeanwhile() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			begin();
			ActingSession bob = administrator(this.bob);
			race(List.of(() -> changeStatus(this.here, this.acting, this.bob, AccountStatus.DISABLED),
					() -> changeStatus(this.there, bob, this.bob, AccountStatus.ACTIVE)));
			assertThat(this.here.accounts.byId(this.bob).orElseThrow().status()).as("round %d", round)
				.isEqualTo(AccountStatus.DISABLED);
		}
	}

	@Test
	void makesNoChangeAfterAnEndingHasReturned() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			begin();
			Ending ending = Ending.values()[round % Ending.values().length];
			AtomicReference<List<Object>> returned = new AtomicReference<>();
			List<Boolean> made = race(List.of(() -> {
				ending.end(this);
				returned.set(state());
				return null;
			}, () -> {
				createUser(this.here, this.acting);
				return null;
			}));
			assertThat(made.get(0)).as("round %d", round).isTrue();
			assertThat(state()).as("round %d", round).isEqualTo(returned.get());
			assertThat(this.nodes.jdbc.sql("select count(*) from account where username = ?")
				.param("new-" + this.number)
				.query(Long.class)
				.single()).as("round %d", round).isEqualTo(made.get(1) ? 1 : 0);
		}
	}

	private void refused(Change change, Ending ending, List<String> steps) {
		begin();
		AtomicReference<List<Object>> ended = new AtomicReference<>();
		before(steps, () -> {
			ending.end(this);
			ended.set(state());
		});
		assertThatExceptionOfType(SessionEndedException.class).as("%s after an ending %s", change, ending)
			.isThrownBy(() -> change.make(this))
			.satisfies((ex) -> assertThat(ex.reason())
				.isEqualTo((ending == Ending.OF_EVERYBODY) ? EndReason.EVERYBODY : EndReason.FORCED_LOGOUT));
		assertThat(state()).as("%s after an ending %s", change, ending).isEqualTo(ended.get());
		assertThat(this.madeElsewhere).isZero();
	}

	/**
	 * Return the endings that wait for nothing that a change holds when it locks the log.
	 */
	private static Set<Ending> endings(Change change) {
		return switch (change) {
			case ENDS_ITS_OTHER_SESSIONS -> EnumSet.of(Ending.OF_THE_SESSION, Ending.OF_EVERYBODY);
			case RENEWS_A_PROOF -> EnumSet.of(Ending.OF_EVERYBODY);
			default -> EnumSet.allOf(Ending.class);
		};
	}

	private void begin() {
		this.here.node.database.forgetSteps();
		this.number++;
		this.alice = "alice-" + this.number;
		this.bob = "bob-" + this.number;
		this.carol = "carol-" + this.number;
		this.dave = "dave-" + this.number;
		Stream.of(this.alice, this.bob, this.carol, this.dave).forEach(this.nodes::account);
		this.nodes.jdbc.sql("update account set status = 'disabled' where id = ?").param(this.carol).update();
		this.madeElsewhere = 0;
		login(this.bob);
		login(this.alice);
		this.acting = administrator(this.alice);
	}

	private ActingSession administrator(String account) {
		this.nodes.jdbc.sql("insert into account_role (account_id, role) values (?, 'ADMIN')").param(account).update();
		return this.here.authority.actingSession(login(account), "users:write");
	}

	private Session login(String account) {
		return this.here.logIn(account);
	}

	private EndResult changeStatus(SessionNode node, ChangeAuthority authority, String account, AccountStatus status) {
		return node.endings.changeAccountAndEnd(account, authority, (before, held) -> {
			node.changes.changeStatus(account, status);
			return (status == AccountStatus.DISABLED) ? EndReason.ACCOUNT_DISABLED : null;
		});
	}

	private Object createUser(SessionNode node, ChangeAuthority authority) {
		return node.authorized.grant(authority,
				(held) -> node.changes.create(Username.of("new-" + this.number), "hash", false, Set.of("ADMIN")));
	}

	/**
	 * Return all that a change may change.
	 */
	private List<Object> state() {
		return Stream.of("select username || status from account", "select account_id || role from account_role",
				"select scope || reason || seq from revocation",
				"select handle from user_session where ended_at is not null", "select handle || amr from user_session")
			.<Object>flatMap((sql) -> this.nodes.jdbc.sql(sql + " order by 1").query(String.class).list().stream())
			.toList();
	}

	private void before(List<String> steps, Runnable what) {
		steps.forEach((step) -> this.here.node.database.before(step, () -> {
			this.here.node.database.forgetSteps();
			what.run();
		}));
	}

	/**
	 * Start all at once, and tell which of them were permitted.
	 */
	private List<Boolean> race(List<Callable<?>> calls) throws Exception {
		CyclicBarrier barrier = new CyclicBarrier(calls.size());
		List<Future<Boolean>> running = new ArrayList<>();
		for (Callable<?> call : calls) {
			running.add(this.threads.submit(() -> {
				barrier.await();
				try {
					call.call();
					return true;
				}
				catch (SessionEndedException ex) {
					return false;
				}
			}));
		}
		List<Boolean> made = new ArrayList<>();
		for (Future<Boolean> one : running) {
			made.add(one.get(30, TimeUnit.SECONDS));
		}
		return made;
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(100);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private SessionNode started() {
		SessionNode node = new SessionNode(this.nodes, this.nodes.node());
		node.node.start();
		return node;
	}

}

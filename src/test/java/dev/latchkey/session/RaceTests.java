package dev.latchkey.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.latchkey.account.username.Username;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.session.active.ActiveSession;
import dev.latchkey.session.seen.CredentialUse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Logins, refreshes, changes of password and write-backs race with endings, in threads on
 * two nodes: what began before an ending was called is over when it returns, and who logs
 * in after that gets in.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RaceTests {

	private static final int SEED = Integer.getInteger("latchkey.races.seed", 1);

	@Parameter
	TestDatabase database;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final ScheduledExecutorService wire = Executors.newSingleThreadScheduledExecutor();

	private LogNodes nodes;

	private List<SessionNode> both;

	@BeforeEach
	void start() {
		this.nodes = LogNodes.on(this.database);
		this.both = List.of(started(), started());
		this.nodes.wire.deliverBy(this.wire);
		this.wire.scheduleWithFixedDelay(() -> this.both.forEach((one) -> one.node.pull()), 200, 200,
				TimeUnit.MILLISECONDS);
	}

	@AfterEach
	void stop() throws InterruptedException {
		this.threads.shutdownNow();
		this.wire.shutdown();
		assertThat(this.wire.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void nothingThatBeganBeforeSurvivesAnEndingThatReturned() throws Exception {
		int rounds = Repetitions.of((this.database == TestDatabase.H2) ? 2000 : 300);
		for (int round = 0; round < rounds; round++) {
			round(round, new Random(SEED * 1_000_000L + round));
		}
	}

	private void round(int round, Random random) throws Exception {
		String account = "round-" + round;
		this.nodes.account(account);
		Session first = login(account, any(random));
		Session second = login(account, any(random));
		Collection<Session> before = new ConcurrentLinkedQueue<>(List.of(first, second));
		Collection<Session> during = new ConcurrentLinkedQueue<>();
		// these begin before the ending is called
		LoginCandidate early = any(random).candidates.byUsername(Username.of(account));
		LoginCandidate change = any(random).candidates.bySession(first);
		boolean everybody = random.nextInt(4) == 0;
		boolean keepOthers = random.nextBoolean();
		List<SessionNode> at = List.of(any(random), any(random), any(random), any(random), any(random));
		EndResult[] ending = new EndResult[1];
		race(() -> ending[0] = everybody ? at.get(0).endings.endEverySession(TestAuthority.ADMIN)
				: at.get(0).endings.endAllOf(account, EndReason.FORCED_LOGOUT, TestAuthority.ADMIN),
				() -> before.add(at.get(1).open(early)),
				() -> before.add(at.get(2).exchange(change, first, keepOthers, "new")),
				() -> before.add(at.get(3).refresh.refresh(second.handle(), 0,
						(presented, state) -> OptionalLong.of(state.current() + 1), OpenedSession::session)),
				() -> during.add(login(account, at.get(4))), () -> {
					at.get(2).endedAccounts.run();
					return null;
				}, () -> at.get(3).endings.endSession(second.handle(), EndReason.LOGGED_OUT, TestAuthority.ALICE),
				() -> {
					at.get(4).lastSeen.note(new CredentialUse(first.handle(), 1));
					at.get(4).lastSeen.note(new CredentialUse(second.handle(), 1));
					at.get(4).lastSeen.run();
					return null;
				});
		String what = "round %d of seed %d".formatted(round, SEED);
		assertThat(ending[0].nodes().live()).as(what).isEqualTo(2);
		if (!ending[0].nodes().complete()) {
			// 202: a busy machine; it will be over soon
			this.both.forEach((one) -> one.node.pull());
		}
		assertThat(before).as(what).noneMatch((session) -> this.both.get(0).accepts(session));
		assertThat(before).as(what).noneMatch((session) -> this.both.get(1).accepts(session));
		Session late = login(account, any(random));
		assertThat(this.both).as(what).allMatch((one) -> one.accepts(late));
		Set<String> live = this.both.get(0).sessions.activeSessionsOf(account)
			.stream()
			.map(ActiveSession::handle)
			.collect(Collectors.toSet());
		assertThat(live).as(what).contains(late.handle()).hasSizeLessThanOrEqualTo(SessionNode.LIMIT);
		for (Session session : during) {
			boolean alive = live.contains(session.handle());
			assertThat(this.both).as(what).allMatch((one) -> one.accepts(session) == alive);
		}
	}

	/**
	 * Start all at once; being refused is a result.
	 */
	private void race(Callable<?>... calls) throws Exception {
		CyclicBarrier barrier = new CyclicBarrier(calls.length);
		List<Future<?>> running = new ArrayList<>();
		for (Callable<?> call : calls) {
			running.add(this.threads.submit(() -> {
				barrier.await();
				try {
					return call.call();
				}
				catch (LoginRefusedException | SessionEndedException ex) {
					return null;
				}
			}));
		}
		for (Future<?> one : running) {
			one.get(30, TimeUnit.SECONDS);
		}
	}

	private static Session login(String account, SessionNode at) {
		return at.logIn(account);
	}

	private SessionNode any(Random random) {
		return this.both.get(random.nextInt(2));
	}

	private SessionNode started() {
		SessionNode node = new SessionNode(this.nodes, this.nodes.node());
		node.node.start();
		return node;
	}

}

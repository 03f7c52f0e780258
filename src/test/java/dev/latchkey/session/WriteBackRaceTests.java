package dev.latchkey.session;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.session.seen.CredentialUse;
import dev.latchkey.session.seen.LastSeen;
import dev.latchkey.session.seen.LastSeenFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.JdbcTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Last-seen is written back for many sessions at once, and an ending ends many at once,
 * each in an order of its own.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class WriteBackRaceTests {

	private static final int SESSIONS = 60;

	private static final int ROUNDS = Repetitions.of(60, 20);

	@Parameter
	TestDatabase database;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private LogNodes nodes;

	private SessionNode node;

	@BeforeEach
	void start() {
		this.nodes = LogNodes.on(this.database);
		this.node = new SessionNode(this.nodes, this.nodes.started());
	}

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void neverWaitsForAnEndingThatWaitsForIt() throws Exception {
		List<Object> written = new ArrayList<>();
		LastSeen one = lastSeen(written);
		LastSeen other = lastSeen(written);
		for (int round = 0; round < ROUNDS; round++) {
			String account = "round-" + round;
			List<String> handles = sessions(account);
			handles.forEach((handle) -> one.note(new CredentialUse(handle, 1)));
			handles.forEach((handle) -> other.note(new CredentialUse(handle, 1)));
			race(() -> {
				one.run();
				return null;
			}, () -> {
				other.run();
				return null;
			}, () -> {
				this.node.endings.endAllOf(account, EndReason.FORCED_LOGOUT, TestAuthority.ADMIN);
				this.node.endedAccounts.run();
				return null;
			});
			// a write-back that fails says nothing, and is kept for the next time
			assertThat(written).as("round %d", round).hasSize(2 * (round + 1));
			assertThat(this.node.sessions.activeSessionsOf(account)).as("round %d", round).isEmpty();
		}
	}

	@Test
	void waitsForWhoeverHoldsOneOfManySessions() throws Exception {
		List<Object> written = new ArrayList<>();
		LastSeen lastSeen = lastSeen(written);
		List<String> handles = sessions("alice");
		handles.forEach((handle) -> lastSeen.note(new CredentialUse(handle, 1)));
		Future<?> running = this.node.node.transaction.execute((status) -> {
			this.node.node.jdbc.sql("update user_session set address = 'held' where handle = ?")
				.param(handles.get(7))
				.update();
			Future<?> begun = this.threads.submit(lastSeen);
			// the others are not kept waiting
			await().until(() -> confirmed() == SESSIONS - 1);
			return begun;
		});
		running.get();
		assertThat(confirmed()).isEqualTo(SESSIONS);
	}

	private long confirmed() {
		return this.nodes.jdbc.sql("select count(*) from user_session where confirmed_generation = 1")
			.query(Long.class)
			.single();
	}

	private LastSeen lastSeen(List<Object> written) {
		return LastSeenFixture.on(new JdbcTemplate(this.node.node.database), this.node.node.transaction,
				SessionNode.SETTINGS, (event) -> {
					synchronized (written) {
						written.add(event);
					}
				}, this.nodes.clock);
	}

	private List<String> sessions(String account) {
		this.nodes.account(account);
		List<String> handles = new ArrayList<>();
		for (int i = 0; i < SESSIONS; i++) {
			// the newest sort first, so that no two orders are the same
			String handle = String.format(Locale.ROOT, "%s-%03d", account, SESSIONS - i);
			handles.add(handle);
			this.nodes.jdbc.sql("""
					insert into user_session (handle, account_id, epoch, mode, transport, remembered, started_at,
						last_seen_at, idle_expires_at, expires_at, address, user_agent,
						refresh_generation, confirmed_generation)
					values (?, ?, 0, 'jwt', 'COOKIE', false, ?, ?, ?, ?, '', '', 1, 0)
					""").params(handle, account, at(i), at(i), at(3600), at(3600)).update();
		}
		return handles;
	}

	private OffsetDateTime at(int seconds) {
		return this.nodes.clock.instant().plusSeconds(seconds).atOffset(ZoneOffset.UTC);
	}

	private void race(Callable<?>... calls) throws Exception {
		CyclicBarrier barrier = new CyclicBarrier(calls.length);
		List<Future<?>> running = new ArrayList<>();
		for (Callable<?> call : calls) {
			running.add(this.threads.submit(() -> {
				barrier.await();
				return call.call();
			}));
		}
		for (Future<?> each : running) {
			each.get();
		}
	}

}

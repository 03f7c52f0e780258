package dev.latchkey.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.latchkey.application.Application;
import dev.latchkey.application.TestApplications;
import dev.latchkey.crypto.RandomIds;
import dev.latchkey.datastore.TimeColumns;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.LogNodes;
import dev.latchkey.session.ChangeAuthority;
import dev.latchkey.session.ChangeRights;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Grants that are over are deleted while a person takes them away, on two nodes: neither
 * waits for the other for ever, which a database would end with an error.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class GrantPurgeRaceTests {

	private static final int ROUNDS = Repetitions.of(200, 12);

	private static final int GRANTS = 400;

	@Parameter
	TestDatabase database;

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final Application wiki = TestApplications.oidc("wiki", null, "ES256");

	private LogNodes nodes;

	private OauthNode node;

	private OauthNode other;

	@BeforeEach
	void start() {
		this.nodes = LogNodes.on(this.database);
		this.nodes.wire.deliverBy(Runnable::run);
		this.nodes.account("alice");
		this.node = OauthNode.startedOn(this.nodes, this.wiki);
		this.other = OauthNode.startedOn(this.nodes);
	}

	@AfterEach
	void stop() {
		this.threads.shutdownNow();
	}

	@Test
	void deletesWhatIsTakenAwayMeanwhile() throws Exception {
		for (int round = 0; round < ROUNDS; round++) {
			insertGrantsThatAreOver();
			race(() -> {
				this.node.rows.purge();
				return null;
			}, () -> this.node.grants.end("alice", this.wiki, Myself.INSTANCE), () -> {
				this.other.rows.purge();
				return null;
			}, () -> this.other.grants.end("alice", this.wiki, Myself.INSTANCE));
			this.node.rows.purge();
			assertThat(this.nodes.jdbc.sql("select count(*) from application_grant").query(Integer.class).single())
				.isZero();
		}
	}

	/**
	 * Insert grants, the first of which expired last.
	 */
	private void insertGrantsThatAreOver() {
		Instant now = this.nodes.clock.instant();
		for (int i = 0; i < GRANTS; i++) {
			this.nodes.jdbc.sql("""
					insert into application_grant (id, application_id, handle, account_id, epoch, scopes, redeemed_at,
						refresh_generation, confirmed_generation, created_at, expires_at)
					values (:id, :application, 'gone', 'alice', 0, 'openid', :then, 0, 0, :then, :expires)
					""")
				.param("id", RandomIds.next())
				.param("application", this.wiki.id())
				.param("then", TimeColumns.utc(now.minus(Duration.ofDays(1))))
				.param("expires", TimeColumns.utc(now.minus(Duration.ofHours(1)).minusSeconds(i)))
				.update();
		}
	}

	private void race(Callable<?>... what) throws Exception {
		CyclicBarrier barrier = new CyclicBarrier(what.length);
		List<Future<?>> running = new ArrayList<>();
		for (Callable<?> one : what) {
			running.add(this.threads.submit(() -> {
				barrier.await();
				return one.call();
			}));
		}
		for (Future<?> one : running) {
			one.get();
		}
	}

	private enum Myself implements ChangeAuthority {

		INSTANCE;

		@Override
		public String actor() {
			return "alice";
		}

		@Override
		public ChangeRights require() {
			return ChangeRights.NONE;
		}

	}

}

package dev.latchkey.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.latchkey.harness.Answer;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import dev.latchkey.session.seen.LastSeen;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * 50 refreshes at once with the same token, over two nodes, again and again. Replies come
 * in any order; some are lost, now and then all of them; some requests are sent twice.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RefreshStormTests {

	private static final int ROUNDS = Repetitions.of(1000);

	private static final int AT_ONCE = 50;

	// side by side, so that no core waits for a row's lock
	private static final int STORMS = 4;

	private final Server redis = TestServers.redis();

	private final ClusterNodes nodes = new ClusterNodes();

	private final ExecutorService threads = Executors.newFixedThreadPool(STORMS * (AT_ONCE + 1));

	@BeforeAll
	void start() {
		TestServers.Database database = TestServers.freshDatabase();
		for (String name : List.of("one", "two")) {
			this.nodes.with(name, Latchkey.in(Mode.JWT).on(this.redis, database).start());
		}
	}

	@AfterAll
	void stop() {
		this.threads.shutdownNow();
		this.nodes.close();
		this.redis.close();
	}

	@Test
	void leavesOneSuccessorEachRoundAndLogsNobodyOut() throws Exception {
		long start = System.nanoTime();
		List<Future<?>> storms = this.nodes.accounts("stormed", STORMS).stream().<Future<?>>map((account) -> {
			Storm storm = new Storm(this.nodes.open("one", account), new Random(account.hashCode()));
			return this.threads.submit(() -> {
				for (int round = 0; round < ROUNDS / STORMS; round++) {
					storm.round();
				}
				storm.assertSignedIn();
				return null;
			});
		}).toList();
		for (Future<?> storm : storms) {
			storm.get();
		}
		System.out.printf("%d rounds of %d refreshes at once in %d s%n", ROUNDS, AT_ONCE,
				Duration.ofNanos(System.nanoTime() - start).toSeconds());
	}

	/**
	 * One client and its many tabs.
	 */
	private final class Storm {

		private final Random random;

		private final Set<String> seen = new HashSet<>();

		private final String handle;

		private Badge badge;

		// what those clients were told whose reply was lost
		private String lost = "";

		private int successors;

		Storm(Badge badge, Random random) {
			this.badge = badge;
			this.handle = badge.handle();
			this.random = random;
			this.seen.add(String.valueOf(badge.refreshToken()));
		}

		void round() throws Exception {
			String parent = String.valueOf(this.badge.refreshToken());
			List<Answer> replies = new ArrayList<>();
			Refreshes
				.atOnce(RefreshStormTests.this.threads,
						IntStream.range(0, AT_ONCE).<Callable<List<Answer>>>mapToObj((i) -> tab(parent)).toList())
				.forEach(replies::addAll);
			Collections.shuffle(replies, this.random);
			String child = replies.get(0).expect(200).text("/refresh_token");
			for (Answer reply : replies) {
				assertThat(reply.expect(200).text("/refresh_token")).as("of generation %d", this.successors)
					.isEqualTo(child);
			}
			if (this.lost.isEmpty()) {
				assertThat(this.seen.add(child)).as("a new token").isTrue();
				this.successors++;
			}
			else {
				assertThat(child).as("what was lost").isEqualTo(this.lost);
			}
			assertThat(Refreshes.number(any(), "refresh_generation", this.handle)).isEqualTo(this.successors);
			goOn(replies.get(0), parent);
			Refreshes.later(any(), this.handle, this.random.nextBoolean() ? Refreshes.PAST_GRACE : Duration.ofHours(1));
		}

		/**
		 * Return what one tab does: most ask once; some twice, since they got no reply;
		 * some are so quick that they use the successor at once.
		 */
		private Callable<List<Answer>> tab(String parent) {
			Latchkey node = any();
			Latchkey again = any();
			int kind = this.random.nextInt(50);
			return () -> {
				Answer reply = Refreshes.refresh(node, parent).expect(200);
				return switch (kind) {
					case 0 -> List.of(reply, Refreshes.refresh(again, parent));
					case 1 -> List.of(reply, Refreshes.refresh(again, reply.text("/refresh_token")));
					default -> List.of(reply);
				};
			};
		}

		/**
		 * Go on with one of the replies, or with none.
		 */
		private void goOn(Answer reply, String parent) {
			this.lost = "";
			switch (this.random.nextInt(4)) {
				case 0 -> {
					this.lost = reply.text("/refresh_token");
				}
				case 1 -> {
					keep(reply);
					// seen in use, and a request that comes late all the same
					Latchkey node = any();
					this.badge.on(node.client()).get("/api/me").expect(200);
					node.bean(LastSeen.class).run();
					assertThat(Refreshes.refresh(any(), parent).expect(200).text("/refresh_token"))
						.isEqualTo(this.badge.refreshToken());
				}
				default -> keep(reply);
			}
		}

		private void keep(Answer reply) {
			this.badge = this.badge.refreshed(reply.text("/access_token"), reply.text("/refresh_token"));
		}

		void assertSignedIn() {
			for (String node : RefreshStormTests.this.nodes.names()) {
				keep(Refreshes
					.refresh(RefreshStormTests.this.nodes.get(node), String.valueOf(this.badge.refreshToken()))
					.expect(200));
				assertThat(RefreshStormTests.this.nodes.show(node, this.badge)).isEqualTo(200);
			}
			assertThat(any().sql()
				.sql("select count(*) from user_session where handle = ? and ended_at is null")
				.param(this.handle)
				.query(Long.class)
				.single()).isEqualTo(1);
		}

		private Latchkey any() {
			return RefreshStormTests.this.nodes.get(this.random.nextBoolean() ? "one" : "two");
		}

	}

}

package dev.latchkey.revocation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;

import dev.latchkey.crypto.RandomIds;
import dev.latchkey.harness.TestDatabase;
import dev.latchkey.revocation.LogNodes.Node;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class RevocationsTests {

	private static final int THREADS = 8;

	private static final int TRANSACTIONS = 60;

	@Parameter
	TestDatabase database;

	private LogNodes nodes;

	private Node node;

	@BeforeEach
	void start() {
		this.nodes = LogNodes.on(this.database);
		this.node = this.nodes.started();
	}

	@Test
	void numbersRowsInTheOrderOfTheirCommitsWithoutAGap() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
		ConcurrentLinkedQueue<Revocation> committed = new ConcurrentLinkedQueue<>();
		AtomicBoolean writing = new AtomicBoolean(true);
		CyclicBarrier barrier = new CyclicBarrier(THREADS);
		try {
			Future<Integer> reader = threads.submit(() -> readWhile(writing));
			List<Future<?>> writers = new ArrayList<>();
			for (int i = 0; i < THREADS; i++) {
				Random random = new Random(i);
				writers.add(threads.submit(() -> {
					barrier.await();
					for (int n = 0; n < TRANSACTIONS; n++) {
						committed.addAll(writeSome(random));
					}
					return null;
				}));
			}
			for (Future<?> writer : writers) {
				writer.get();
			}
			writing.set(false);
			assertThat(reader.get()).isPositive();
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(committed.stream().map(Revocation::seq).sorted())
			.containsExactlyElementsOf(LongStream.rangeClosed(1, committed.size()).boxed().toList());
		assertThat(this.node.revocations.head()).isEqualTo(committed.size());
		this.node.pull();
		assertThat(this.node.applied()).isEqualTo(committed.size());
		assertThat(committed.stream().filter((row) -> row.scope() == Revocation.Scope.ACCOUNT))
			.allMatch(this.node::refuses);
	}

	@Test
	void takesANumberBackWhereTheTransactionFails() {
		this.node.commit("alice");
		this.node.transaction.executeWithoutResult((status) -> {
			this.node.revocations.endAccount("bob", EndReason.FORCED_LOGOUT, "admin", this.node.inAnHour());
			status.setRollbackOnly();
		});
		assertThat(this.node.revocations.head()).isEqualTo(1);
		assertThat(this.node.commit("carol").seq()).isEqualTo(2);
		this.node.pull();
		assertThat(this.node.view.endOf(AskedSession.of("session", "bob", 0))).isNull();
	}

	@Test
	void readsBackWhatWasWritten() {
		Revocation row = this.node.transaction.execute((status) -> this.node.revocations
			.endSessions("alice", Map.of("handle", this.node.inAnHour()), EndReason.LOGGED_OUT, "alice")
			.get(0));
		Revocation read = this.node.log.from(1).get(0);
		assertThat(read).usingRecursiveComparison().ignoringFields("createdAt", "expiresAt").isEqualTo(row);
		assertThat(read.createdAt()).isCloseTo(row.createdAt(), within(1, ChronoUnit.MICROS));
		assertThat(read.expiresAt()).isCloseTo(row.expiresAt(), within(1, ChronoUnit.MICROS));
	}

	@Test
	void tellsWhatWasEndedSinceANumber() {
		Node node = this.node;
		long start = node.revocations.head();
		node.commit("alice");
		assertThat(node.revocations.endedSince("alice", start)).isTrue();
		assertThat(node.revocations.endedSince("bob", start)).isFalse();
		assertThat(node.revocations.endedSince("alice", node.revocations.head())).isFalse();
		node.transaction.execute((status) -> node.revocations.endSessions("bob", Map.of("one", node.inAnHour()),
				EndReason.LOGGED_OUT, "bob"));
		assertThat(node.revocations.endedSince("bob", start)).isFalse();
		long before = node.revocations.head();
		node.transaction.execute((status) -> node.revocations.endEverybody("admin", node.inAnHour()));
		assertThat(node.revocations.endedSince("bob", before)).isTrue();
		assertThat(node.revocations.endedSince("bob", node.revocations.head())).isFalse();
	}

	@Test
	void knowsThatEverybodyWasEndedWhenTheRowIsPurged() {
		Node node = this.node;
		node.transaction.execute((status) -> node.revocations.endEverybody("admin", node.inAnHour()));
		node.commit("alice");
		node.pull();
		this.nodes.jdbc.sql("update revocation set expires_at = expires_at - interval '3' hour").update();
		node.purge();
		assertThat(node.revocations.endedSince("bob", 0)).isTrue();
		assertThat(node.revocations.endedSince("bob", 1)).isFalse();
	}

	@Test
	void purgesALittleAtATime() {
		Node node = this.node;
		for (int i = 0; i < 1_500; i++) {
			node.commit("account-" + i);
		}
		node.pull();
		this.nodes.jdbc.sql("update revocation set expires_at = expires_at - interval '3' hour").update();
		node.database.before("delete from revocation",
				() -> node.database.before("delete from revocation", () -> assertThat(rows()).isEqualTo(500)));
		node.purge();
		assertThat(node.database.wentThroughAllSteps()).isTrue();
		assertThat(rows()).isOne();
	}

	private int rows() {
		return this.nodes.jdbc.sql("select count(*) from revocation").query(Integer.class).single();
	}

	/**
	 * Read the log as nodes do: a reader that sees a number sees all before it.
	 */
	private int readWhile(AtomicBoolean writing) {
		int reads = 0;
		long known = 0;
		while (writing.get()) {
			long head = this.node.revocations.head();
			List<Long> seen = this.node.log.from(1).stream().map(Revocation::seq).toList();
			assertThat(seen).containsExactlyElementsOf(LongStream.rangeClosed(1, seen.size()).boxed().toList());
			if (seen.size() < head) {
				// H2 lets a commit be seen one table after the other; a number that was
				// taken back would never come
				await().until(() -> this.node.log.from(1).size() >= head);
			}
			assertThat(head).isGreaterThanOrEqualTo(known);
			known = head;
			reads++;
		}
		return reads;
	}

	private List<Revocation> writeSome(Random random) {
		return this.node.transaction.execute((status) -> {
			List<Revocation> rows = new ArrayList<>();
			for (int i = random.nextInt(3); i >= 0; i--) {
				if (random.nextBoolean()) {
					rows.add(this.node.revocations.endAccount("account", EndReason.FORCED_LOGOUT, "admin",
							this.node.inAnHour()));
				}
				else {
					rows.addAll(this.node.revocations.endSessions("account", sessions(random.nextInt(4)),
							EndReason.LOGGED_OUT, "account"));
				}
			}
			if (random.nextInt(5) == 0) {
				status.setRollbackOnly();
				rows.clear();
			}
			return rows;
		});
	}

	private Map<String, Instant> sessions(int count) {
		Map<String, Instant> sessions = new HashMap<>();
		for (int i = 0; i < count; i++) {
			sessions.put(RandomIds.next(), this.node.inAnHour());
		}
		return sessions;
	}

}

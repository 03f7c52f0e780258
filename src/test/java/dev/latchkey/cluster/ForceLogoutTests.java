package dev.latchkey.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.latchkey.cluster.history.HistoryCheck;
import dev.latchkey.cluster.history.Operation;
import dev.latchkey.cluster.history.Operation.Kind;
import dev.latchkey.cluster.history.Operation.Subject;
import dev.latchkey.harness.Latchkey;
import dev.latchkey.harness.Latchkey.Mode;
import dev.latchkey.harness.Repetitions;
import dev.latchkey.harness.Server;
import dev.latchkey.harness.TestServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Three nodes, one Redis, one PostgreSQL: when a force-logout returns, it is over.
 */
class ForceLogoutTests {

	private static final Duration MAX_STALENESS = Duration.ofSeconds(10);

	// as fast as they go: that warms the code, and has the nodes run into each other
	private static final int AT_ONCE = Repetitions.of(500);

	// at a steady pace: these are timed
	private static final int PACED = Repetitions.of(1000);

	private static final long BETWEEN_PACED = Duration.ofMillis(40).toNanos();

	private static final int ACCOUNTS = 40;

	private static final int SESSIONS = 120;

	// for each ending, and given out as it starts, so that they meet
	private static final int READS = 20;

	private static final int QUIET_ENDINGS = Repetitions.of(200);

	@TestInstance(Lifecycle.PER_CLASS)
	@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
	abstract static class ForceLogouts {

		private final Mode mode;

		private final Server redis = TestServers.redis();

		private final ClusterNodes nodes = new ClusterNodes();

		private final ExecutorService threads = Executors.newCachedThreadPool();

		private final Semaphore reads = new Semaphore(0);

		private List<String> accounts = List.of();

		ForceLogouts(Mode mode) {
			this.mode = mode;
		}

		@BeforeAll
		void start() {
			TestServers.Database database = TestServers.freshDatabase();
			for (String name : List.of("one", "two", "three")) {
				this.nodes.with(name,
						Latchkey.in(this.mode)
							.on(this.redis, database)
							.with("latchkey.revocation.max-staleness", MAX_STALENESS.toSeconds() + "s")
							.with("latchkey.jwt.access-token-lifetime", "30m")
							.with("latchkey.session.max-per-account", "10000")
							.start());
			}
			this.accounts = this.nodes.accounts("reader", ACCOUNTS);
		}

		@AfterAll
		void stop() {
			this.threads.shutdownNow();
			this.nodes.close();
			this.redis.close();
		}

		@Test
		@Order(1)
		void areOverOnEveryNodeWhenTheyReturn() throws Exception {
			AtomicReferenceArray<Badge> badges = new AtomicReferenceArray<>(SESSIONS);
			IntStream.range(0, SESSIONS).forEach((i) -> badges.set(i, reopened(i)));
			AtomicBoolean over = new AtomicBoolean();
			List<Future<?>> readers = this.nodes.names()
				.stream()
				.<Future<?>>map((node) -> this.threads.submit(() -> read(node, badges, over)))
				.toList();
			long warm = System.nanoTime();
			end(badges, AT_ONCE, 0);
			report("as fast as they go", 0, System.nanoTime() - warm);
			int before = this.nodes.history().operations().size();
			long begin = System.nanoTime();
			end(badges, PACED, BETWEEN_PACED);
			report("under load", before, System.nanoTime() - begin);
			over.set(true);
			this.reads.release(readers.size());
			for (Future<?> reader : readers) {
				reader.get();
			}
			assertThat(new HistoryCheck(this.nodes.history().operations(), MAX_STALENESS).violations()).isEmpty();
		}

		private void end(AtomicReferenceArray<Badge> badges, int count, long between) throws Exception {
			AtomicInteger given = new AtomicInteger();
			long begin = System.nanoTime();
			IntSupplier tickets = () -> {
				int ticket = given.incrementAndGet();
				LockSupport.parkNanos(begin + ticket * between - System.nanoTime());
				return ticket;
			};
			List<Future<?>> enders = this.nodes.names()
				.stream()
				.<Future<?>>map((node) -> this.threads.submit(() -> end(node, badges, count, tickets)))
				.toList();
			for (Future<?> ender : enders) {
				ender.get();
			}
		}

		private void read(String node, AtomicReferenceArray<Badge> badges, AtomicBoolean over) {
			while (!over.get()) {
				this.reads.acquireUninterruptibly();
				int slot = ThreadLocalRandom.current().nextInt(SESSIONS);
				Badge badge = badges.get(slot);
				if (badge.refreshToken() != null && ThreadLocalRandom.current().nextInt(20) == 0) {
					badges.compareAndSet(slot, badge, this.nodes.refresh(node, badge));
				}
				else {
					this.nodes.show(node, badge);
				}
			}
		}

		private void end(String node, AtomicReferenceArray<Badge> badges, int count, IntSupplier tickets) {
			ClusterNodes.Admin admin = this.nodes.admin(node);
			for (int ticket = tickets.getAsInt(); ticket <= count; ticket = tickets.getAsInt()) {
				int slot = ThreadLocalRandom.current().nextInt(SESSIONS);
				Badge badge = badges.get(slot);
				Subject subject = subject(ticket, count, badge);
				this.reads.release(READS);
				admin.end(subject);
				this.nodes.names().forEach((asked) -> this.nodes.show(asked, badge));
				IntStream.range(0, SESSIONS)
					.filter((other) -> other == slot || covers(subject, badges.get(other)))
					.forEach((other) -> badges.set(other, reopened(other)));
			}
		}

		private static Subject subject(int ticket, int count, Badge badge) {
			if (ticket % (count / 3) == 0) {
				return Subject.EVERYBODY;
			}
			return (ticket % 3 == 0) ? Subject.account(badge.account()) : Subject.session(badge.handle());
		}

		private static boolean covers(Subject subject, Badge badge) {
			return subject.equals(Subject.EVERYBODY) || badge.account().equals(subject.account());
		}

		private Badge reopened(int slot) {
			return this.nodes.open(this.nodes.names().get(slot % this.nodes.names().size()),
					this.accounts.get(slot % ACCOUNTS));
		}

		private void report(String how, int from, long nanos) {
			List<Operation> all = List.copyOf(this.nodes.history().operations());
			List<Operation> operations = all.subList(from, all.size());
			List<Operation> endings = operations.stream().filter((done) -> done.kind() == Kind.ENDING).toList();
			Latencies.print(this.mode + " force-logout " + how + ", time to answer",
					endings.stream().map((ending) -> ending.end() - ending.start()).toList());
			long requests = operations.stream().filter((done) -> done.kind() == Kind.REQUEST).count();
			System.out.printf("%s: beside them %d requests, %d accepted, %.0f a second; %d not confirmed at once%n",
					this.mode, requests,
					operations.stream().filter((done) -> done.kind() == Kind.REQUEST && done.succeeded()).count(),
					requests * 1e9 / nanos, endings.stream().filter((ending) -> ending.outcome() == 202).count());
		}

		// second, when the code is warm
		@Test
		@Order(2)
		void areHeardOfOnOtherNodesAtOnce() throws Exception {
			ClusterNodes.Admin admin = this.nodes.admin("one");
			List<Long> answers = new ArrayList<>();
			List<Long> rejections = new ArrayList<>();
			for (int i = 0; i < QUIET_ENDINGS; i++) {
				Badge badge = this.nodes.open("one", this.accounts.get(i % ACCOUNTS));
				List<Future<Instant>> refused = Stream.of("two", "three").map((node) -> {
					assertThat(this.nodes.show(node, badge)).isEqualTo(200);
					return this.threads.submit(() -> firstRefusal(node, badge));
				}).toList();
				long start = System.nanoTime();
				assertThat(admin.end(Subject.session(badge.handle())).status()).isIn(200, 202);
				answers.add(System.nanoTime() - start);
				Instant written = written(badge);
				for (Future<Instant> refusal : refused) {
					rejections.add(Duration.between(written, refusal.get()).toNanos());
				}
			}
			Latencies.print(this.mode + " force-logout, time to answer", answers);
			Latencies.print(
					this.mode + " force-logout, from the row's writing to the end of the first rejection elsewhere",
					rejections);
			assertThat(new HistoryCheck(this.nodes.history().operations(), MAX_STALENESS).violations()).isEmpty();
		}

		private Instant firstRefusal(String node, Badge badge) {
			long giveUp = System.nanoTime() + MAX_STALENESS.toNanos();
			while (this.nodes.show(node, badge) != 401) {
				assertThat(System.nanoTime()).isLessThan(giveUp);
			}
			return Instant.now();
		}

		/**
		 * Return when the row was written, which is a little before its commit.
		 */
		private Instant written(Badge badge) {
			return this.nodes.get("one")
				.sql()
				.sql("select created_at from revocation where handle = ?")
				.param(badge.handle())
				.query(OffsetDateTime.class)
				.single()
				.toInstant();
		}

	}

	@Nested
	@Tag("full")
	class SessionMode extends ForceLogouts {

		SessionMode() {
			super(Mode.SESSION);
		}

	}

	@Nested
	class JwtMode extends ForceLogouts {

		JwtMode() {
			super(Mode.JWT);
		}

	}

}

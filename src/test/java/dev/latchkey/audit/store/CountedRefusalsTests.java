package dev.latchkey.audit.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * However many refusals there are, all are counted, in few rows.
 */
class CountedRefusalsTests {

	private static final AtomicInteger IDS = new AtomicInteger();

	private static final int MOST_ROWS_OF_STRANGERS = 400;

	private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);

	private final EventBuffer buffer = new EventBuffer(10_000);

	private final CountedRefusals refusals = new CountedRefusals(this.buffer, this.nanoTime::get);

	private void pass(Duration time) {
		this.nanoTime.addAndGet(time.toNanos());
	}

	private static AuditEvent forged(String address) {
		return event(EventType.CSRF_REFUSED, "csrf-token-required", null, null, address, "POST /login");
	}

	private static AuditEvent wrongPassword(String username, String address) {
		return event(EventType.LOGIN_FAILED, "wrong_password", "id of " + username, username, address, null);
	}

	private static AuditEvent event(EventType type, String reason, @Nullable String accountId, @Nullable String subject,
			@Nullable String address, @Nullable String detail) {
		return new AuditEvent("id" + IDS.incrementAndGet(), Instant.EPOCH, type, null, accountId, subject, null,
				address, "a client", reason, detail, 1);
	}

	private int keep(int times, AuditEvent event) {
		int whole = 0;
		for (int i = 0; i < times; i++) {
			whole += this.refusals.keepWhole(event) ? 1 : 0;
		}
		return whole;
	}

	/**
	 * Write what is not written, as the database would have it.
	 */
	private void write(Map<String, AuditEvent> table) {
		List<AuditEvent> rows = this.refusals.unwritten();
		rows.forEach((row) -> table.put(row.id(), row));
		this.refusals.markWritten(rows);
	}

	private static long sum(Iterable<AuditEvent> rows) {
		long sum = 0;
		for (AuditEvent row : rows) {
			sum += row.count();
		}
		return sum;
	}

	@Test
	void keepsTheFirstWholeAndCountsTheRest() {
		assertThat(keep(5000, forged("192.0.2.1"))).isEqualTo(10);
		assertThat(this.refusals.unwritten()).singleElement().satisfies((row) -> {
			assertThat(row.count()).isEqualTo(4990);
			assertThat(row.type()).isEqualTo(EventType.CSRF_REFUSED);
			assertThat(row.address()).isEqualTo("192.0.2.1");
			assertThat(row.detail()).isEqualTo("POST /login");
			assertThat(row.userAgent()).isEqualTo("a client");
		});
	}

	@Test
	void keepsWhatIsRareWholeForEver() {
		for (int i = 0; i < 1000; i++) {
			assertThat(keep(1, forged("192.0.2.1"))).isOne();
			pass(Duration.ofSeconds(30));
		}
		assertThat(this.refusals.unwritten()).isEmpty();
	}

	@Test
	void showsOfAllWhatTheyHaveInCommon() {
		keep(10, forged("2001:db8::1"));
		keep(1, forged("2001:db8::1"));
		assertThat(this.refusals.unwritten().get(0).address()).isEqualTo("2001:db8::1");
		this.refusals
			.keepWhole(event(EventType.CSRF_REFUSED, "csrf-token-required", null, null, "2001:db8::1", "POST /login"));
		AuditEvent other = new AuditEvent("other", Instant.EPOCH.plusSeconds(9), EventType.CSRF_REFUSED, null, null,
				null, null, "2001:db8::2", "another", "csrf-token-required", "POST /login", 1);
		this.refusals.keepWhole(other);
		assertThat(this.refusals.unwritten()).singleElement().satisfies((row) -> {
			assertThat(row.address()).isEqualTo("2001:db8::/64");
			assertThat(row.userAgent()).isNull();
			assertThat(row.detail()).isEqualTo("POST /login");
			assertThat(row.time()).isEqualTo(Instant.EPOCH.plusSeconds(9));
			assertThat(row.count()).isEqualTo(3);
		});
	}

	@Test
	void hasARowForEachMinute() {
		Map<String, AuditEvent> table = new HashMap<>();
		int whole = 0;
		List<AuditEvent> lines = new ArrayList<>();
		for (int second = 0; second < 600; second++) {
			whole += keep(10, forged("192.0.2.1"));
			pass(Duration.ofSeconds(1));
			lines.addAll(this.refusals.takeUnlogged());
			write(table);
		}
		lines.addAll(this.refusals.takeAllUnlogged());
		assertThat(table).hasSizeBetween(9, 11);
		assertThat(lines).hasSizeBetween(9, 11);
		assertThat(whole).isBetween(28, 32);
		assertThat(sum(table.values()) + whole).isEqualTo(6000);
		assertThat(sum(lines) + whole).isEqualTo(6000);
	}

	@Test
	void hasFewRowsForManyNetworks() {
		int whole = 0;
		for (int i = 0; i < 50_000; i++) {
			whole += keep(1, forged("%s.%s.%s.7".formatted(1 + i % 200, i / 200 % 250, i % 251)));
			whole += keep(1, forged("2001:db8:%x:%x::1".formatted(i % 7, i)));
		}
		List<AuditEvent> rows = this.refusals.unwritten();
		assertThat(rows.size() + whole).isLessThan(MOST_ROWS_OF_STRANGERS);
		assertThat(sum(rows) + whole).isEqualTo(100_000);
		assertThat(rows).extracting(AuditEvent::address).contains("2001:db8:3::/48");
	}

	@Test
	void letsNoStrangerTakeTheRowsOfAnAccount() {
		for (int i = 0; i < 20_000; i++) {
			keep(1, forged("10.%s.%s.1".formatted(i / 250, i % 250)));
			keep(1, event(EventType.THROTTLED, "account", null, "name" + i, "10.%s.%s.1".formatted(i / 250, i % 250),
					null));
		}
		assertThat(keep(1, wrongPassword("alice", "192.0.2.1"))).isOne();
		keep(20, wrongPassword("alice", "192.0.2.1"));
		assertThat(this.refusals.unwritten()).filteredOn((row) -> row.type() == EventType.LOGIN_FAILED)
			.singleElement()
			.satisfies((row) -> {
				assertThat(row.subject()).isEqualTo("alice");
				assertThat(row.accountId()).isEqualTo("id of alice");
				assertThat(row.address()).isEqualTo("192.0.2.1");
				assertThat(row.count()).isEqualTo(11);
			});
	}

	@Test
	void countsWhatFindsNoRoomInTheBuffer() {
		EventBuffer small = new EventBuffer(4);
		CountedRefusals full = new CountedRefusals(small, this.nanoTime::get);
		assertThat(full.keepWhole(forged("192.0.2.1"))).isTrue();
		assertThat(full.keepWhole(forged("192.0.2.1"))).isTrue();
		assertThat(full.keepWhole(forged("192.0.2.1"))).isFalse();
		assertThat(full.keepWhole(wrongPassword("alice", "192.0.2.1"))).isTrue();
		assertThat(full.keepWhole(wrongPassword("alice", "192.0.2.1"))).isFalse();
		assertThat(sum(full.unwritten())).isEqualTo(2);
		assertThat(small.size()).isEqualTo(3);
		assertThat(small.dropped()).isZero();
	}

	/**
	 * For a day in which no row can be written.
	 */
	@Test
	void needsNoMoreMemoryHoweverLongTheDatabaseIsAway() {
		long whole = 0;
		long lines = 0;
		int minutes = 24 * 60;
		for (int minute = 0; minute < minutes; minute++) {
			for (int network = 0; network < 60; network++) {
				whole += keep(3, forged("10.%s.%s.1".formatted(network, minute % 250)));
			}
			pass(Duration.ofMinutes(1));
			lines += sum(this.refusals.takeUnlogged());
		}
		List<AuditEvent> rows = this.refusals.unwritten();
		assertThat(rows).hasSizeLessThan(MOST_ROWS_OF_STRANGERS);
		assertThat(sum(rows) + whole).isEqualTo(minutes * 60L * 3);
		lines += sum(this.refusals.takeAllUnlogged());
		assertThat(lines + whole).isEqualTo(minutes * 60L * 3);
		write(new HashMap<>());
		assertThat(this.refusals.unwritten()).isEmpty();
	}

	@Test
	void countsEachOnceWhileSeveralThreadsRefuseAndWrite() throws Exception {
		Map<String, AuditEvent> table = new HashMap<>();
		AtomicLong whole = new AtomicLong();
		AtomicLong lines = new AtomicLong();
		ExecutorService threads = Executors.newFixedThreadPool(4);
		List<Future<?>> running = new ArrayList<>();
		for (int thread = 0; thread < 4; thread++) {
			String address = "192.0.2." + thread % 2;
			running.add(threads.submit(() -> {
				for (int i = 0; i < 5000; i++) {
					whole.addAndGet(keep(1, forged(address)));
				}
			}));
		}
		while (!running.stream().allMatch(Future::isDone)) {
			pass(Duration.ofSeconds(7));
			lines.addAndGet(sum(this.refusals.takeUnlogged()));
			write(table);
		}
		for (Future<?> thread : running) {
			thread.get();
		}
		threads.shutdown();
		lines.addAndGet(sum(this.refusals.takeAllUnlogged()));
		write(table);
		assertThat(sum(table.values()) + whole.get()).isEqualTo(20_000);
		assertThat(lines.get() + whole.get()).isEqualTo(20_000);
	}

	@Test
	void countsAsOneNetworkAllThatComesFromNoAddress() {
		AuditEvent nowhere = event(EventType.CSRF_REFUSED, "csrf-token-required", null, null, null, "POST /login");
		assertThat(keep(15, nowhere)).isEqualTo(10);
		assertThat(this.refusals.unwritten()).singleElement().satisfies((row) -> {
			assertThat(row.address()).isNull();
			assertThat(row.count()).isEqualTo(5);
		});
		assertThat(keep(1, forged("no address")) + keep(1, forged("192.0.2.256"))).isZero();
		assertThat(this.refusals.unwritten()).singleElement().satisfies((row) -> {
			assertThat(row.address()).isEqualTo("unknown");
			assertThat(row.count()).isEqualTo(7);
		});
	}

}

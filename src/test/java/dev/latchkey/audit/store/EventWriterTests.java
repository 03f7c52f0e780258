package dev.latchkey.audit.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.transaction.support.TransactionOperations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class EventWriterTests {

	private final List<AuditEvent> table = new ArrayList<>();

	private final EventBuffer buffer = new EventBuffer(2000);

	private boolean away;

	private int attempts;

	private final CountDownLatch slow = new CountDownLatch(1);

	private volatile boolean hanging;

	private final ThreadPoolTaskScheduler scheduler = new ThreadPoolTaskScheduler();

	private final CountedRefusals refusals = new CountedRefusals(this.buffer, System::nanoTime);

	private final EventStore store = store();

	private final RefusalWriter counted = new RefusalWriter(this.refusals, this.store, this.buffer);

	private final EventWriter writer = new EventWriter(this.buffer, this.counted, this.store);

	private final EventFlush readers = new EventFlush(this.writer, this.buffer, this.counted, this.scheduler);

	@BeforeEach
	void startTheScheduler() {
		this.scheduler.setPoolSize(5);
		this.scheduler.initialize();
	}

	@AfterEach
	void stopTheScheduler() {
		this.slow.countDown();
		this.scheduler.shutdown();
	}

	private EventStore store() {
		JdbcOperations jdbc = mock();
		given(jdbc.batchUpdate(anyString(), anyCollection(), anyInt(), any())).willAnswer((call) -> {
			this.attempts++;
			if (this.hanging) {
				this.slow.await();
			}
			if (this.away) {
				throw new DataAccessResourceFailureException("away");
			}
			Collection<AuditEvent> rows = call.getArgument(1);
			if (call.getArgument(0).equals(EventRows.UPDATE)) {
				return new int[][] { rows.stream().mapToInt(this::update).toArray() };
			}
			this.table.addAll(rows);
			return new int[0][];
		});
		return new EventStore(jdbc, mock(JdbcClient.class), TransactionOperations.withoutTransaction(),
				Duration.ofDays(1), Clock.systemUTC());
	}

	/**
	 * Keep the state before as well, unlike a table.
	 */
	private int update(AuditEvent row) {
		boolean found = this.table.stream().anyMatch((other) -> other.id().equals(row.id()));
		if (found) {
			this.table.add(row);
		}
		return found ? 1 : 0;
	}

	@Test
	void writesAllThatAReaderMayExpectInTheirOrder() {
		List<AuditEvent> published = publish(1200);
		this.readers.flush();
		assertThat(this.table).isEqualTo(published);
		assertThat(this.buffer.size()).isZero();
	}

	@Test
	void keepsEventsOverAnOutageAndNoReaderWaiting() {
		this.away = true;
		List<AuditEvent> published = publish(3);
		this.writer.run();
		this.readers.flush();
		this.readers.flush();
		assertThat(this.attempts).isOne();
		assertThat(this.buffer.size()).isEqualTo(3);
		this.away = false;
		this.writer.run();
		assertThat(this.table).isEqualTo(published);
	}

	/**
	 * Strangers can fill the buffer; the reader must not pay for it.
	 */
	@Test
	@Timeout(30)
	void keepsNoReaderWaitingForASlowDatabase() {
		this.hanging = true;
		publish(3);
		this.readers.flush();
		this.readers.flush();
		assertThat(this.buffer.size()).isEqualTo(3);
		this.hanging = false;
		this.slow.countDown();
		await().until(() -> this.buffer.size() == 0);
	}

	/**
	 * The scheduler's threads are few, and one of them reads the revocation log.
	 */
	@Test
	@Timeout(30)
	void takesTwoThreadsOfTheSchedulerAtMost() {
		this.hanging = true;
		publish(3);
		for (int reader = 0; reader < 5; reader++) {
			this.readers.flush();
			this.writer.run();
		}
		assertThat(this.scheduler.getActiveCount()).isBetween(1, 2);
	}

	@Test
	void writesWhatIsLeftWhenItStops() {
		this.writer.start();
		List<AuditEvent> published = publish(3);
		this.writer.stop();
		assertThat(this.table).isEqualTo(published);
		assertThat(this.writer.isRunning()).isFalse();
	}

	/**
	 * The rest of the room is for what concerns accounts.
	 */
	@Test
	void leavesHalfOfTheRoomToOthersThanStrangers() {
		for (int i = 0; i < 2000; i++) {
			this.buffer.offer(event("stranger" + i, EventType.LOGIN_FAILED), 0.5);
		}
		assertThat(this.buffer.size()).isEqualTo(1000);
		assertThat(this.buffer.dropped()).isZero();
		publish(1000);
		assertThat(this.buffer.size()).isEqualTo(2000);
	}

	@Test
	void writesTheNumberOfRefusalsWhenAReaderOrTheStopAsksForIt() {
		for (int i = 0; i < 50; i++) {
			this.refusals.keepWhole(event("refused" + i, EventType.CSRF_REFUSED));
		}
		this.readers.flush();
		assertThat(this.table.stream().mapToLong(AuditEvent::count).sum()).isEqualTo(50);
		assertThat(this.table).hasSize(11);
		for (int i = 50; i < 90; i++) {
			this.refusals.keepWhole(event("refused" + i, EventType.CSRF_REFUSED));
		}
		this.readers.flushWhole();
		assertThat(this.table).hasSize(11);
		this.writer.stop();
		assertThat(this.table.get(11).count()).as("the same row again").isEqualTo(80);
		assertThat(this.table.get(11).id()).isEqualTo(this.table.get(10).id());
	}

	@Test
	void keepsTheNumberOfRefusalsOverAnOutage() {
		this.away = true;
		for (int i = 0; i < 50; i++) {
			this.refusals.keepWhole(event("refused" + i, EventType.CSRF_REFUSED));
		}
		this.readers.flush();
		this.writer.run();
		assertThat(this.table).isEmpty();
		this.away = false;
		this.writer.run();
		assertThat(this.table.stream().mapToLong(AuditEvent::count).sum()).isEqualTo(50);
	}

	private List<AuditEvent> publish(int count) {
		List<AuditEvent> events = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			events.add(event("event" + i, EventType.LOGIN));
		}
		events.forEach(this.buffer::offer);
		return events;
	}

	private static AuditEvent event(String id, EventType type) {
		return new AuditEvent(id, Instant.EPOCH, type, null, null, null, null, null, null, null, null, 1);
	}

}

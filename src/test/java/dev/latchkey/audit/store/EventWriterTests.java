package dev.latchkey.audit.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

	private final EventWriter writer = new EventWriter(this.buffer, store(), this.scheduler);

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
			this.table.addAll(call.getArgument(1));
			return new int[0][];
		});
		return new EventStore(jdbc, mock(JdbcClient.class), TransactionOperations.withoutTransaction(),
				Duration.ofDays(1), Clock.systemUTC());
	}

	@Test
	void writesAllThatAReaderMayExpectInTheirOrder() {
		List<AuditEvent> published = publish(1200);
		this.writer.flush();
		assertThat(this.table).isEqualTo(published);
		assertThat(this.buffer.size()).isZero();
	}

	@Test
	void keepsEventsOverAnOutageAndNoReaderWaiting() {
		this.away = true;
		List<AuditEvent> published = publish(3);
		this.writer.run();
		this.writer.flush();
		this.writer.flush();
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
		this.writer.flush();
		this.writer.flush();
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
			this.writer.flush();
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

	@Test
	void leavesHalfOfTheRoomToOthersThanStrangers() {
		for (int i = 0; i < 2000; i++) {
			this.buffer.offer(event("stranger" + i, EventType.LOGIN_FAILED));
		}
		assertThat(this.buffer.size()).isEqualTo(1000);
		assertThat(this.buffer.dropped()).isEqualTo(1000);
		publish(1000);
		assertThat(this.buffer.size()).isEqualTo(2000);
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
		return new AuditEvent(id, Instant.EPOCH, type, null, null, null, null, null, null, null, null);
	}

}

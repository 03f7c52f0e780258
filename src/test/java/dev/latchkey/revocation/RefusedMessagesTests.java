package dev.latchkey.revocation;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.latchkey.revocation.RefusedMessages.Cause;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Messages that are not believed, however many there are, are a few lines in the log, and
 * those of one cause hide no other.
 */
class RefusedMessagesTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger(RefusedMessages.class);

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	private final AtomicLong nanoTime = new AtomicLong(-5);

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final RefusedMessages refused = new RefusedMessages(this.meters, this.nanoTime::get);

	@BeforeEach
	void listen() {
		this.lines.start();
		this.logger.addAppender(this.lines);
	}

	@AfterEach
	void listenNoMore() {
		this.logger.detachAppender(this.lines);
	}

	private List<String> lines() {
		return this.lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

	private void note(Cause cause, int times) {
		for (int i = 0; i < times; i++) {
			this.refused.note(cause);
		}
	}

	@Test
	void logsEachCauseOnceAMinuteAndSaysHowManyCameAfter() {
		note(Cause.NOT_AUTHENTIC, 1000);
		note(Cause.ABOVE_HEAD, 1);
		assertThat(lines()).satisfiesExactly((one) -> assertThat(one).contains("(not authentic)"),
				(other) -> assertThat(other).contains("(above the log's head)"));
		this.nanoTime.addAndGet(Duration.ofMinutes(1).toNanos());
		note(Cause.NOT_AUTHENTIC, 1000);
		assertThat(lines()).hasSize(3).last().asString().contains("(not authentic)", "999 more");
	}

	@Test
	void countsEachMessage() {
		note(Cause.NOT_AUTHENTIC, 1000);
		note(Cause.NOT_UNDERSTOOD, 7);
		assertThat(counted("not_authentic")).isEqualTo(1000);
		assertThat(counted("not_understood")).isEqualTo(7);
		assertThat(counted("unknown_sender")).isZero();
	}

	private double counted(String cause) {
		return this.meters.get("latchkey.revocation.refused.messages").tag("cause", cause).counter().count();
	}

}

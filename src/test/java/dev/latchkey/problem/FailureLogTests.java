package dev.latchkey.problem;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A failure that each request can cause is not a line for each request.
 */
class FailureLogTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger(FailureLog.class);

	private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

	private final AtomicLong nanoTime = new AtomicLong(-5);

	private final FailureLog log = new FailureLog(this.nanoTime::get);

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

	@Test
	void logsTheFirstOfAMinuteAndSaysHowManyCameAfter() {
		Problem away = StatusProblems.problemOf(HttpStatus.SERVICE_UNAVAILABLE);
		for (int i = 0; i < 1000; i++) {
			this.log.logAnswered(away, new QueryTimeoutException("x"));
		}
		assertThat(lines()).hasSize(5)
			.containsOnly("Answered 503 unavailable: org.springframework.dao.QueryTimeoutException");
		this.nanoTime.addAndGet(Duration.ofMinutes(1).toNanos());
		this.log.logAnswered(away, new QueryTimeoutException("x"));
		assertThat(lines()).hasSize(6).last().asString().endsWith("(and 995 more, which are not logged)");
		this.nanoTime.addAndGet(Duration.ofHours(1).toNanos());
		this.log.logAnswered(away, new QueryTimeoutException("x"));
		assertThat(lines()).last().asString().endsWith("QueryTimeoutException");
	}

	@Test
	void logsEachKindOfFailureForItself() {
		for (int i = 0; i < 1000; i++) {
			this.log.logUnforeseen("Unhandled exception", new IllegalStateException("number " + i));
		}
		this.log.logUnforeseen("Unhandled exception", new IllegalArgumentException("another"));
		assertThat(this.lines.list).hasSize(6)
			.allSatisfy((line) -> assertThat(line.getThrowableProxy().getStackTraceElementProxyArray()).isNotEmpty());
	}

}

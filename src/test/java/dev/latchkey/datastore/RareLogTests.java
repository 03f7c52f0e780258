package dev.latchkey.datastore;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often a message about an outage is written.
 */
class RareLogTests {

	@Test
	void admitsOneOfEachKindAMinute() {
		AtomicLong now = new AtomicLong(Long.MAX_VALUE - 10);
		RareLog rare = new RareLog(now::get);
		assertThat(rare.admits("READONLY")).isTrue();
		assertThat(rare.admits("LOADING")).isTrue();
		now.addAndGet(Duration.ofSeconds(59).toNanos());
		assertThat(rare.admits("READONLY")).isFalse();
		now.addAndGet(Duration.ofSeconds(1).toNanos());
		assertThat(rare.admits("READONLY")).isTrue();
		assertThat(rare.admits("READONLY")).isFalse();
	}

}

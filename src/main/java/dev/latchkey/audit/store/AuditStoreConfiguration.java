package dev.latchkey.audit.store;

import java.time.Clock;
import java.time.Duration;

import javax.sql.DataSource;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
@Import({ AuditEvents.class, EventFlush.class, EventWriter.class, RefusalWriter.class, SignInCounts.class })
class AuditStoreConfiguration {

	// a write that hangs would keep a connection from all other callers
	private static final int LONGEST_WRITE_SECONDS = 5;

	private static final Duration FLUSH_INTERVAL = Duration.ofMillis(100);

	@Bean
	EventStore eventStore(DataSource dataSource, JdbcClient jdbc, TransactionOperations transaction,
			AuditSettings settings, Clock clock) {
		JdbcTemplate writing = new JdbcTemplate(dataSource);
		writing.setQueryTimeout(LONGEST_WRITE_SECONDS);
		return new EventStore(writing, jdbc, transaction, settings.retention(), clock);
	}

	@Bean
	EventBuffer eventBuffer(AuditSettings settings) {
		return new EventBuffer(settings.buffer());
	}

	@Bean
	CountedRefusals countedRefusals(EventBuffer buffer) {
		return new CountedRefusals(buffer, System::nanoTime);
	}

	@Bean
	SchedulingConfigurer eventWrites(EventWriter writer, EventStore store) {
		return (tasks) -> {
			tasks.addFixedDelayTask(writer, FLUSH_INTERVAL);
			tasks.addFixedDelayTask(store::purge, Duration.ofHours(1));
		};
	}

}

package dev.latchkey.session.active;

import java.time.Clock;
import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class ActiveSessionConfiguration {

	// what a database counts and skips in a few milliseconds
	private static final int EXACT = 5_000;

	// what it skips so fast that it need not sort all that comes after a position
	private static final int STEP = 1_000;

	// beside a page and its count, within the two seconds that an answer may take
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	@Bean
	ActiveSessions activeSessions(JdbcClient jdbc, Clock clock) {
		ActiveSessionRows rows = new ActiveSessionRows(jdbc, clock);
		return new ActiveSessions(rows, new SessionSurvey(rows, EXACT, STEP, PATIENCE));
	}

}

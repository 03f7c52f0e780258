package dev.latchkey.session.active;

import java.time.Clock;
import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
class ActiveSessionConfiguration {

	// what a database counts and skips in a few milliseconds
	private static final int EXACT = 5_000;

	// what it skips so fast that it need not sort all that comes after a position
	private static final int STEP = 1_000;

	// beside a page and its count, within the two seconds that an answer may take
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	// a walk over a million takes a database seconds
	private static final Duration COUNT_INTERVAL = Duration.ofMinutes(1);

	@Bean
	ActiveSessionRows activeSessionRows(JdbcClient jdbc, Clock clock) {
		return new ActiveSessionRows(jdbc, clock);
	}

	@Bean
	SessionSurvey sessionSurvey(ActiveSessionRows rows) {
		return new SessionSurvey(rows, EXACT, STEP, PATIENCE);
	}

	@Bean
	ActiveSessions activeSessions(ActiveSessionRows rows, SessionSurvey survey) {
		return new ActiveSessions(rows, survey);
	}

	@Bean
	EndedSessionOwners endedSessionOwners(JdbcClient jdbc) {
		return new EndedSessionOwners(jdbc);
	}

	@Bean
	ActiveSessionGauge activeSessionGauge(SessionSurvey survey, MeterRegistry meters) {
		return new ActiveSessionGauge(survey, meters);
	}

	@Bean
	SchedulingConfigurer activeSessionCount(ActiveSessionGauge gauge) {
		return (tasks) -> tasks.addFixedDelayTask(gauge, COUNT_INTERVAL);
	}

}

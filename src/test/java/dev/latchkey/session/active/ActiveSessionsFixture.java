package dev.latchkey.session.active;

import java.time.Clock;
import java.time.Duration;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The lists of sessions, put together as the configuration does it, for tests of other
 * packages.
 */
public final class ActiveSessionsFixture {

	private ActiveSessionsFixture() {
	}

	public static ActiveSessions of(JdbcClient jdbc, Clock clock) {
		ActiveSessionRows rows = new ActiveSessionRows(jdbc, clock);
		return new ActiveSessions(rows, new SessionSurvey(rows, 1_000, 1_000, Duration.ZERO));
	}

}

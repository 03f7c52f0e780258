package dev.latchkey.session.seen;

import java.time.Clock;

import dev.latchkey.session.SessionSettings;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Last-seen, put together by hand, for tests of other packages.
 */
public final class LastSeenFixture {

	private LastSeenFixture() {
	}

	public static LastSeen on(JdbcOperations jdbc, TransactionOperations transaction, SessionSettings settings,
			ApplicationEventPublisher events, Clock clock) {
		return new LastSeen(new LastSeenRows(jdbc, transaction, settings), events, settings, clock);
	}

}

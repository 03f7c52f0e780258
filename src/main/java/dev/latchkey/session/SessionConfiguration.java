package dev.latchkey.session;

import java.time.Clock;
import java.time.Duration;

import dev.latchkey.account.Accounts;
import dev.latchkey.revocation.RevocationBroadcast;
import dev.latchkey.revocation.Revocations;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

	// what a database counts and skips in a few milliseconds
	private static final int EXACT = 5_000;

	// what it skips so fast that it need not sort all that comes after a mark
	private static final int STEP = 1_000;

	// beside a page and its count, within the two seconds that an answer may take
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	@Bean
	UserSessions userSessions(JdbcClient jdbc, JdbcOperations returning, Clock clock) {
		return new UserSessions(jdbc, returning, clock);
	}

	@Bean
	ActiveSessions devices(JdbcClient jdbc, Clock clock) {
		ActiveSessionRows rows = new ActiveSessionRows(jdbc, clock);
		return new ActiveSessions(rows, new SessionSurvey(rows, EXACT, STEP, PATIENCE));
	}

	@Bean
	EndedAccounts endedAccounts(JdbcClient jdbc, JdbcOperations batches, Accounts accounts,
			TransactionOperations transaction, Clock clock) {
		return new EndedAccounts(jdbc, batches, accounts, transaction, clock);
	}

	@Bean
	Endings endings(UserSessions sessions, EndedAccounts endedAccounts, Revocations revocations, Accounts accounts,
			RevocationBroadcast broadcast, TransactionOperations transaction, ApplicationEventPublisher events,
			SessionSettings settings, Clock clock) {
		return new Endings(sessions, endedAccounts, revocations, accounts, broadcast, transaction, events, settings,
				clock);
	}

	@Bean
	Gate gate(Accounts accounts, UserSessions sessions, Revocations revocations, Endings endings,
			TransactionOperations transaction, ApplicationEventPublisher events, SessionSettings settings,
			Clock clock) {
		return new Gate(accounts, sessions, revocations, endings, transaction, events, settings, clock);
	}

	@Bean
	SessionRefresh reopening(JdbcClient jdbc, Accounts accounts, Revocations revocations, Endings endings,
			TransactionOperations transaction, SessionSettings settings, Clock clock) {
		return new SessionRefresh(jdbc, accounts, revocations, endings, transaction, settings, clock);
	}

	@Bean
	LastSeen lastSeen(JdbcOperations jdbc, TransactionOperations transaction, ApplicationEventPublisher events,
			SessionSettings settings, Clock clock) {
		return new LastSeen(jdbc, transaction, events, settings, clock);
	}

	@Bean
	SchedulingConfigurer writeBacks(LastSeen lastSeen, EndedAccounts endedAccounts, UserSessions sessions,
			SessionSettings settings) {
		return (tasks) -> {
			tasks.addFixedDelayTask(lastSeen, settings.writeBack());
			tasks.addFixedDelayTask(endedAccounts, Duration.ofMinutes(1));
			tasks.addFixedDelayTask(sessions::purge, Duration.ofMinutes(1));
		};
	}

}

package dev.latchkey.account;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.latchkey.harness.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an installation has when sessions and passwords learn that they are temporary.
 */
class TemporaryPasswordMigrationTests {

	@ParameterizedTest
	@EnumSource
	void marksWhatATemporaryPasswordHasOpened(TestDatabase database) {
		DriverManagerDataSource source = new DriverManagerDataSource(database.newUrl());
		Flyway.configure().dataSource(source).target("2").load().migrate();
		JdbcClient jdbc = JdbcClient.create(source);
		account(jdbc, "admin", true);
		account(jdbc, "newcomer", true);
		account(jdbc, "resident", false);
		List.of("admin", "newcomer", "resident").forEach((name) -> session(jdbc, name));
		Instant before = Instant.now();
		Flyway.configure().dataSource(source).load().migrate();
		assertThat(jdbc.sql("select account_id from user_session where must_change_password order by account_id")
			.query(String.class)
			.list()).containsExactly("admin", "newcomer");
		Accounts accounts = TestAccounts.on(jdbc, null);
		assertThat(until(accounts, "admin")).isEmpty();
		assertThat(until(accounts, "resident")).isEmpty();
		assertThat(until(accounts, "newcomer").orElseThrow()).isBetween(
				before.plus(Duration.ofHours(72)).minusSeconds(60),
				Instant.now().plus(Duration.ofHours(72)).plusSeconds(60));
	}

	private static Optional<Instant> until(Accounts accounts, String id) {
		return Optional.ofNullable(accounts.byId(id).orElseThrow().temporaryUntil());
	}

	private static void account(JdbcClient jdbc, String name, boolean mustChange) {
		jdbc.sql("""
				insert into account (id, username, password_hash, status, must_change_password, created_at)
				values (?, ?, 'hash', 'active', ?, current_timestamp)
				""").params(name, name, mustChange).update();
	}

	private static void session(JdbcClient jdbc, String account) {
		jdbc.sql(
				"""
						insert into user_session (handle, account_id, epoch, mode, transport, remembered, started_at, last_seen_at,
							idle_expires_at, expires_at, address, user_agent, refresh_generation, confirmed_generation)
						values (?, ?, 0, 'jwt', 'BEARER', false, current_timestamp, current_timestamp, current_timestamp,
							current_timestamp, '', '', 0, 0)
						""")
			.params("of-" + account, account)
			.update();
	}

}

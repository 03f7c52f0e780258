package dev.latchkey.session;

import java.time.Instant;
import java.time.OffsetDateTime;

import dev.latchkey.harness.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of sessions that were opened before there were factors.
 */
class ProofMigrationTests {

	private static final Instant LOGIN = Instant.parse("2026-01-02T03:04:05Z");

	@ParameterizedTest
	@EnumSource
	void takesTheirLoginForTheirProof(TestDatabase database) {
		DriverManagerDataSource source = new DriverManagerDataSource(database.newUrl());
		Flyway.configure().dataSource(source).target("13").load().migrate();
		JdbcClient jdbc = JdbcClient.create(source);
		jdbc.sql("""
				insert into user_session (handle, account_id, epoch, mode, transport, remembered, started_at,
					last_seen_at, idle_expires_at, expires_at, address, user_agent, must_change_password,
					refresh_generation, confirmed_generation)
				select 'h', 'alice', 0, 'jwt', 'COOKIE', false, started, current_timestamp, current_timestamp,
					current_timestamp, '', '', false, 0, 0
				from (select cast('2026-01-02 03:04:05+00' as timestamp with time zone) as started) as times
				""").update();
		Flyway.configure().dataSource(source).load().migrate();
		assertThat(jdbc.sql("select amr from user_session").query(String.class).single()).isEqualTo("pwd");
		assertThat(jdbc.sql("select proved_at from user_session").query(OffsetDateTime.class).single().toInstant())
			.isEqualTo(LOGIN);
		assertThat(jdbc.sql("select count(*) from role where second_factor").query(Long.class).single()).isZero();
	}

}

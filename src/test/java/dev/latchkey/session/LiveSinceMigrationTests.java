package dev.latchkey.session;

import java.time.Instant;
import java.time.OffsetDateTime;

import dev.latchkey.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Since when there are live sessions, in a database of a version that did not say so.
 */
class LiveSinceMigrationTests {

	@ParameterizedTest
	@EnumSource
	void isAnHourBeforeAllWereEnded(TestDatabase database) {
		DriverManagerDataSource source = new DriverManagerDataSource(database.newUrl());
		JdbcClient jdbc = migrated(source, "8");
		jdbc.sql("""
				insert into revocation (seq, id, scope, reason, actor, created_at, expires_at)
				values (7, 'x', 'EVERYBODY', 'EVERYBODY', 'admin', timestamp with time zone '2026-11-26 12:00:00+00',
					timestamp with time zone '2026-11-27 12:00:00+00')
				""").update();
		jdbc.sql("update revocation_head set seq = 9, everybody = 7").update();
		assertThat(liveSince(migrated(source, "9"))).isEqualTo("2026-11-26T11:00:00Z");
	}

	@ParameterizedTest
	@EnumSource
	void isLongAgoWhereNothingSaysThatAllWereEnded(TestDatabase database) {
		DriverManagerDataSource source = new DriverManagerDataSource(database.newUrl());
		migrated(source, "8").sql("update revocation_head set seq = 9, everybody = 7").update();
		assertThat(liveSince(migrated(source, "9"))).isEqualTo("2000-01-01T00:00:00Z");
	}

	private static JdbcClient migrated(DriverManagerDataSource source, String version) {
		Flyway.configure().dataSource(source).target(version).load().migrate();
		return JdbcClient.create(source);
	}

	private static Instant liveSince(JdbcClient jdbc) {
		return jdbc.sql("select live_since from revocation_head").query(OffsetDateTime.class).single().toInstant();
	}

}

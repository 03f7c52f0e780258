package dev.latchkey.application;

import java.time.Clock;

import dev.latchkey.harness.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an installation has when applications get more ways in than to ask about tokens.
 */
class ApplicationMigrationTests {

	@ParameterizedTest
	@EnumSource
	void keepsApplicationsWithTheirClientIdsAndSecrets(TestDatabase database) {
		DriverManagerDataSource source = new DriverManagerDataSource(database.newUrl());
		Flyway.configure().dataSource(source).target("5").load().migrate();
		JdbcClient jdbc = JdbcClient.create(source);
		jdbc.sql("""
				insert into application (client_id, name, secret_hash, created_at, created_by)
				values ('With_Capitals-and-more', 'Shop', ?, current_timestamp, 'alice')
				""").param(ApplicationSecret.hash("secret")).update();
		Flyway.configure().dataSource(source).load().migrate();
		ApplicationRows rows = new ApplicationRows(jdbc);
		Applications applications = new Applications(rows, jdbc, Clock.systemUTC());
		ApplicationClient client = applications.authenticate("With_Capitals-and-more", "secret");
		assertThat(client.introspect()).isTrue();
		Application shop = applications.get("With_Capitals-and-more");
		assertThat(ApplicationDetails.of(shop)).isEqualTo(RegistryFixture.asking("Shop"));
		assertThat(shop.declared()).isFalse();
		assertThat(shop.createdBy()).isEqualTo("alice");
		assertThat(shop.id()).isEqualTo(client.id()).hasSize(22);
		assertThat(rows.version()).isZero();
	}

}

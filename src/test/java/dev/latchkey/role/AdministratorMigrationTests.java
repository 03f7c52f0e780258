package dev.latchkey.role;

import java.util.Set;

import dev.latchkey.harness.TestDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An installation in which other roles had permissions that the role ADMIN lacked.
 */
class AdministratorMigrationTests {

	@ParameterizedTest
	@EnumSource
	void givesAdministratorsAllThatThereIs(TestDatabase database) {
		DriverManagerDataSource source = new DriverManagerDataSource(database.newUrl());
		Flyway.configure().dataSource(source).target("1").load().migrate();
		JdbcClient jdbc = JdbcClient.create(source);
		jdbc.sql("insert into role (name) values ('EDITOR'), ('AUTHOR')").update();
		jdbc.sql("insert into role_permission (role, permission) values ('EDITOR', 'books:write'), "
				+ "('AUTHOR', 'books:write'), ('EDITOR', 'users:read')")
			.update();
		jdbc.sql("delete from role_permission where role = 'ADMIN' and permission = 'keys:write'").update();
		Flyway.configure().dataSource(source).load().migrate();
		Roles roles = new Roles(jdbc);
		assertThat(roles.permissionsOf(Set.of("ADMIN"))).containsAll(BuiltInPermissions.ALL)
			.contains("books:write")
			.hasSize(BuiltInPermissions.ALL.size() + 1);
		assertThat(roles.permissionsOf(Set.of("EDITOR"))).containsExactlyInAnyOrder("books:write", "users:read");
		assertThat(roles.permissionsOf(Set.of("AUTHOR"))).containsExactly("books:write");
	}

}

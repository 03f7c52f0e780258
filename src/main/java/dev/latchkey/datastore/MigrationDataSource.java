package dev.latchkey.datastore;

import java.util.Properties;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Migrates over connections of its own: a migration may take longer than a request may
 * wait. Connecting may not, so that a start without a database ends with a message; and
 * the pool, which would log a stack trace about it, is not asked before.
 */
class MigrationDataSource implements FlywayConfigurationCustomizer {

	private static final String LOGIN_TIMEOUT_SECONDS = "5";

	@Override
	public void customize(FluentConfiguration configuration) {
		// anything but the pool is a data source that somebody configured for Flyway, and
		// a database in memory would not outlive its first connection
		if (configuration.getDataSource() instanceof HikariDataSource pool
				&& (PostgresTimeouts.isPostgres(pool) || isFile(pool))) {
			configuration.dataSource(unhurried(pool));
		}
	}

	private static boolean isFile(HikariDataSource pool) {
		String url = pool.getJdbcUrl();
		return url != null && url.startsWith("jdbc:h2:file:");
	}

	private static SimpleDriverDataSource unhurried(HikariDataSource pool) {
		SimpleDriverDataSource dataSource = DataSourceBuilder.derivedFrom(pool)
			.type(SimpleDriverDataSource.class)
			.build();
		Properties properties = new Properties();
		properties.putAll(pool.getDataSourceProperties());
		if (properties.remove(PostgresTimeouts.SOCKET_TIMEOUT) != null) {
			properties.putIfAbsent("loginTimeout", LOGIN_TIMEOUT_SECONDS);
		}
		dataSource.setConnectionProperties(properties);
		return dataSource;
	}

}

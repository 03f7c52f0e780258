package dev.latchkey.datastore;

import java.util.Properties;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * Lets Flyway migrate over connections of its own, because a migration may take longer
 * than a request may wait. Connecting may not, so that a start without a database ends
 * with a message. The pool is not used before, because it would log a stack trace.
 */
class MigrationDataSource implements FlywayConfigurationCustomizer {

	private static final String LOGIN_TIMEOUT_SECONDS = "5";

	@Override
	public void customize(FluentConfiguration configuration) {
		// any other data source was configured for Flyway, and a database in memory would
		// not outlive its first connection
		if (configuration.getDataSource() instanceof HikariDataSource pool
				&& (PostgresTimeouts.isPostgres(pool) || isFile(pool))) {
			configuration.dataSource(withoutSocketTimeout(pool));
		}
	}

	private static boolean isFile(HikariDataSource pool) {
		String url = pool.getJdbcUrl();
		return url != null && url.startsWith("jdbc:h2:file:");
	}

	private static SimpleDriverDataSource withoutSocketTimeout(HikariDataSource pool) {
		SimpleDriverDataSource dataSource = DataSourceBuilder.derivedFrom(pool)
			.type(SimpleDriverDataSource.class)
			.build();
		Properties properties = new Properties();
		properties.putAll(pool.getDataSourceProperties());
		if (properties.remove(PostgresTimeouts.SOCKET_TIMEOUT) != null) {
			properties.putIfAbsent("loginTimeout", LOGIN_TIMEOUT_SECONDS);
			properties.putIfAbsent(PoolerDetection.PREPARE_THRESHOLD, PoolerDetection.NEVER);
		}
		dataSource.setConnectionProperties(properties);
		return dataSource;
	}

}

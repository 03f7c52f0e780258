package dev.latchkey.datastore;

import java.sql.Connection;
import java.util.Optional;
import java.util.Properties;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.BeanWrapper;
import org.springframework.beans.PropertyAccessorFactory;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Adapts the pool to a PostgreSQL that is behind a pooler such as PgBouncer, before the
 * first connection of the pool. In transaction mode such a pooler gives each transaction
 * another connection to the server, where statements that were prepared before are not
 * known, or are others under the same name. Not done everywhere, as each statement would
 * be planned again.
 */
class PoolerDetection implements Callback {

	static final String PREPARE_THRESHOLD = "prepareThreshold";

	/** Prepares no statement on the server. */
	static final String NEVER = "0";

	private static final String PROCESS = "backendPID";

	private static final Logger logger = LoggerFactory.getLogger(PoolerDetection.class);

	private final DataSource dataSource;

	PoolerDetection(DataSource dataSource) {
		this.dataSource = dataSource;
	}

	@Override
	public boolean supports(Event event, Context context) {
		return event == Event.BEFORE_MIGRATE;
	}

	@Override
	public boolean canHandleInTransaction(Event event, Context context) {
		return true;
	}

	/**
	 * Detect the pooler and adapt to it.
	 * @throws IllegalStateException if it is too late for that
	 */
	@Override
	public void handle(Event event, Context context) {
		HikariDataSource pool = DataSourceUnwrapper.unwrap(this.dataSource, HikariDataSource.class);
		if (pool == null || isConfigured(pool) || !isBehindPooler(context.getConnection())) {
			return;
		}
		if (pool.isRunning()) {
			throw new IllegalStateException("PostgreSQL is behind a pooler: append %s=%s to spring.datasource.url"
				.formatted(PREPARE_THRESHOLD, NEVER));
		}
		pool.getDataSourceProperties().setProperty(PREPARE_THRESHOLD, NEVER);
		logger.info("PostgreSQL is behind a pooler: no statement is prepared there");
	}

	@Override
	public String getCallbackName() {
		return "pooler detection";
	}

	private static boolean isConfigured(HikariDataSource pool) {
		Properties properties = pool.getDataSourceProperties();
		String url = pool.getJdbcUrl();
		return properties.containsKey(PREPARE_THRESHOLD) || (url != null && url.contains(PREPARE_THRESHOLD));
	}

	/**
	 * Return whether the login and the statements are answered by different processes: a
	 * pooler makes up the number that it gives at the login.
	 */
	private static boolean isBehindPooler(Connection connection) {
		JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
		Optional<Object> process = processOfLogin(connection);
		return process.isPresent()
				&& !process.get().equals(jdbc.queryForObject("select pg_backend_pid()", Integer.class));
	}

	/**
	 * Ask the driver for a property by its name, as it is not there to compile against.
	 */
	private static Optional<Object> processOfLogin(Connection connection) {
		BeanWrapper driver = PropertyAccessorFactory.forBeanPropertyAccess(connection);
		return driver.isReadableProperty(PROCESS) ? Optional.ofNullable(driver.getPropertyValue(PROCESS))
				: Optional.empty();
	}

}

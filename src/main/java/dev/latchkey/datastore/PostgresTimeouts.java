package dev.latchkey.datastore;

import java.util.Map;
import java.util.Properties;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Lets a request give up on a PostgreSQL that hangs. Set here and not as properties: only
 * the pool knows which database it is for, and H2 refuses settings that it does not know.
 * Configured values, there or in the URL, win.
 */
class PostgresTimeouts implements BeanPostProcessor {

	/** In seconds, the driver's shortest unit. */
	static final String SOCKET_TIMEOUT = "socketTimeout";

	private static final Map<String, String> DEFAULTS = Map.of(SOCKET_TIMEOUT, "1", "connectTimeout", "1",
			"tcpKeepAlive", "true", "ApplicationName", "latchkey");

	@Override
	public Object postProcessBeforeInitialization(Object bean, String beanName) {
		if (bean instanceof HikariDataSource pool && isPostgres(pool)) {
			Properties properties = pool.getDataSourceProperties();
			DEFAULTS.forEach(properties::putIfAbsent);
		}
		return bean;
	}

	static boolean isPostgres(HikariDataSource pool) {
		return pool.getJdbcUrl() != null && pool.getJdbcUrl().startsWith("jdbc:postgresql:");
	}

}

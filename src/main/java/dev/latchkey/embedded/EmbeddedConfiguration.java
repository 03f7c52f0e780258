package dev.latchkey.embedded;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * The embedded servers. An auto-configuration, because only those are processed late
 * enough to back off for the server of a test ({@code @ServiceConnection}). The beans are
 * lazy: a context that uses no server starts none, and locks nothing.
 */
@AutoConfiguration(before = DataSourceAutoConfiguration.class)
class EmbeddedConfiguration {

	@Bean
	@Lazy
	DataDirectory dataDirectory(Environment environment) {
		return DataDirectory.lock(DataDirectory.path(environment));
	}

	@Bean
	@Lazy
	@Conditional(OnNoExternalServerCondition.Database.class)
	@ConditionalOnMissingBean(JdbcConnectionDetails.class)
	EmbeddedDatabase embeddedDatabase(DataDirectory dataDirectory) {
		return new EmbeddedDatabase(dataDirectory);
	}

}

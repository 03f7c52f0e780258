package dev.latchkey.embedded;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Adds what nobody configured: the generated master key, and timeouts under which an
 * answer is there within two seconds when Redis or the database is not. Comes after all
 * other sources, so that whatever is configured wins.
 */
class EmbeddedDefaults implements EnvironmentPostProcessor {

	// Lettuce would wait a minute for an answer and ten seconds for a connection, Hikari
	// 30
	// and 5: enough for one dead server to take every thread with it
	private static final Map<String, Object> DEFAULTS = Map.of(DataDirectory.PROPERTY, "./data",
			"spring.data.redis.timeout", "400ms", "spring.data.redis.connect-timeout", "400ms",
			"spring.data.redis.lettuce.cluster.refresh.adaptive", "true",
			"spring.data.redis.lettuce.cluster.refresh.period", "2s", "spring.datasource.hikari.connection-timeout",
			"800", "spring.datasource.hikari.validation-timeout", "250");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Map<String, Object> defaults = new HashMap<>(DEFAULTS);
		// SpringApplication's own default properties come later still, and are to win too
		defaults.keySet().removeIf(environment::containsProperty);
		defaults.put(MasterKey.PROPERTY, MasterKey.of(environment));
		environment.getPropertySources().addLast(new MapPropertySource("latchkeyDefaults", defaults));
	}

}

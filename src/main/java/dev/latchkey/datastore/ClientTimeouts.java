package dev.latchkey.datastore;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Adds timeouts under which a request is answered within two seconds while Redis or the
 * database is away. They come after all other sources, so that configured values win.
 */
public class ClientTimeouts implements EnvironmentPostProcessor {

	// Lettuce would wait a minute for an answer and ten seconds for a connection, Hikari
	// 30 and 5 seconds: one dead server would take all threads
	private static final Map<String, Object> DEFAULTS = Map.of("spring.data.redis.timeout", "400ms",
			"spring.data.redis.connect-timeout", "400ms", "spring.data.redis.lettuce.cluster.refresh.adaptive", "true",
			"spring.data.redis.lettuce.cluster.refresh.period", "2s", "spring.datasource.hikari.connection-timeout",
			"800", "spring.datasource.hikari.validation-timeout", "250",
			// a pool whose first connection failed would throw what is no SQLException
			"spring.datasource.hikari.initialization-fail-timeout", "-1");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Map<String, Object> defaults = new HashMap<>(DEFAULTS);
		// SpringApplication's default properties come later still, and win too
		defaults.keySet().removeIf(environment::containsProperty);
		environment.getPropertySources().addLast(new MapPropertySource("latchkeyClientTimeouts", defaults));
	}

}

package dev.latchkey.embedded;

import java.util.HashMap;
import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Adds the data directory and the generated master key where none is configured.
 */
class EmbeddedDefaults implements EnvironmentPostProcessor {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Map<String, Object> defaults = new HashMap<>();
		// SpringApplication's default properties come later still, and win too
		if (!environment.containsProperty(DataDirectory.PROPERTY)) {
			defaults.put(DataDirectory.PROPERTY, DataDirectory.DEFAULT);
		}
		defaults.put(MasterKey.PROPERTY, MasterKey.find(environment));
		environment.getPropertySources().addLast(new MapPropertySource("latchkeyDefaults", defaults));
	}

}

package dev.latchkey.datastore;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Reads the addresses of the database and of Redis before their clients do, which show
 * what they cannot read in a stack trace, passwords included.
 */
class ServerSettingsCheck implements EnvironmentPostProcessor {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		DatabaseUrl.check(environment);
		RedisAddress.check(environment);
	}

}

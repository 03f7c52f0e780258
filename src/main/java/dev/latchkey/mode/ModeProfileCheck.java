package dev.latchkey.mode;

import java.util.Arrays;
import java.util.List;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Requires that the active profiles name exactly one mode: a profile that was mistyped
 * must not silently become the default.
 */
class ModeProfileCheck implements EnvironmentPostProcessor {

	private static final List<String> MODES = List.of("session", "jwt");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		List<String> profiles = Arrays.asList(environment.getActiveProfiles());
		long modes = profiles.stream().filter(MODES::contains).count();
		if (!profiles.isEmpty() && modes != 1) {
			throw new ModeProfileException(profiles);
		}
	}

}

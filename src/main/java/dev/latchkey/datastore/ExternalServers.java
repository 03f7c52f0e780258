package dev.latchkey.datastore;

import java.util.Map;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * What is configured to be outside of this process. A setting that is there but blank, as
 * compose files like to pass it, is none.
 */
public final class ExternalServers {

	private static final Bindable<Map<String, Object>> ANY = Bindable.mapOf(String.class, Object.class);

	private ExternalServers() {
	}

	public static boolean database(Environment environment) {
		return Stream.of("url", "jndi-name")
			.anyMatch((name) -> StringUtils.hasText(environment.getProperty("spring.datasource." + name)));
	}

	public static boolean redis(Environment environment) {
		// a password alone means a Redis that has one, on Boot's default host and port
		return Stream.of("url", "host", "port", "username", "password")
			.anyMatch((name) -> StringUtils.hasText(environment.getProperty("spring.data.redis." + name)))
				|| Stream.of("sentinel", "cluster", "masterreplica").anyMatch((name) -> any(environment, name));
	}

	private static boolean any(Environment environment, String name) {
		return Binder.get(environment)
			.bind("spring.data.redis." + name, ANY)
			.map((settings) -> settings.values().stream().anyMatch((value) -> StringUtils.hasText(value.toString())))
			.orElse(false);
	}

}

package dev.latchkey.datastore;

import java.util.Map;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Tells whether an external Redis or database is configured. A blank setting does not
 * count: compose files often pass one.
 */
public final class ExternalServers {

	private static final Bindable<Map<String, Object>> ANY = Bindable.mapOf(String.class, Object.class);

	private ExternalServers() {
	}

	public static boolean hasDatabase(Environment environment) {
		return Stream.of("url", "jndi-name")
			.anyMatch((name) -> StringUtils.hasText(environment.getProperty("spring.datasource." + name)));
	}

	public static boolean hasRedis(Environment environment) {
		// a password alone means a Redis with that password on Boot's default
		// host and port
		return Stream.of("url", "host", "port", "username", "password")
			.anyMatch((name) -> StringUtils.hasText(environment.getProperty("spring.data.redis." + name)))
				|| Stream.of("sentinel", "cluster", "masterreplica").anyMatch((name) -> hasAny(environment, name));
	}

	private static boolean hasAny(Environment environment, String name) {
		return Binder.get(environment)
			.bind("spring.data.redis." + name, ANY)
			.map((settings) -> settings.values().stream().anyMatch((value) -> StringUtils.hasText(value.toString())))
			.orElse(false);
	}

}

package dev.latchkey.startup;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Takes secrets from the environment and from files ({@code configtree:}) as they stand:
 * text that looks like a placeholder belongs to the secret, and the line end that an
 * editor or {@code echo} appends does not. The same holds where a setting refers to such
 * a secret, as {@code password: ${DB_PASSWORD}} does.
 */
@Order(Ordered.LOWEST_PRECEDENCE - 10)
class LiteralSecrets implements EnvironmentPostProcessor {

	private static final List<String> NAMES = List.of("latchkey.master-key", "latchkey.first-admin.password",
			"latchkey.jwt.signing-key", "spring.datasource.username", "spring.datasource.password",
			"spring.flyway.user", "spring.flyway.password", "spring.data.redis.username", "spring.data.redis.password",
			"spring.data.redis.sentinel.username", "spring.data.redis.sentinel.password",
			"server.ssl.key-store-password", "server.ssl.key-password", "server.ssl.trust-store-password");

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		Map<String, Object> secrets = new HashMap<>();
		LiteralPlaceholders placeholders = new LiteralPlaceholders(environment.getPropertySources());
		for (String name : NAMES) {
			ConfigurationProperty property = find(environment, ConfigurationPropertyName.of(name));
			String value = (property != null) ? placeholders.replace(property) : null;
			if (value != null) {
				secrets.put(name, new Literal(value));
			}
		}
		environment.getPropertySources().addFirst(new MapPropertySource("latchkeySecrets", secrets));
	}

	private static @Nullable ConfigurationProperty find(ConfigurableEnvironment environment,
			ConfigurationPropertyName name) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null) {
				return property;
			}
		}
		return null;
	}

	/**
	 * A text in which Spring looks for no placeholders, because it is no {@code String}.
	 * Spring converts it to one because it has a constructor that takes one.
	 *
	 * @param text the text
	 */
	public record Literal(String text) {

		@Override
		public String toString() {
			return this.text;
		}

	}

}

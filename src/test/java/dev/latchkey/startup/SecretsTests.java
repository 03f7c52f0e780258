package dev.latchkey.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What a start makes of secrets. The application has no beans; its environment is made as
 * that of the service is.
 */
@ExtendWith(OutputCaptureExtension.class)
class SecretsTests {

	private static final String PASSWORD = "latchkey.first-admin.password";

	@TempDir
	Path directory;

	private final Map<String, Object> variables = new HashMap<>(
			Map.of("LATCHKEY_MASTER_KEY", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=\n"));

	@ParameterizedTest
	@ValueSource(strings = { "a${b}c", "a${b:c}d", "${user.name}", "a\\${b}", "a${b", "a}${", "${${b}}", "#{1}", "$$",
			" a ", "é", "a\nb", "" })
	void areTakenFromTheEnvironmentAsTheyStand(String secret) {
		this.variables.put("LATCHKEY_FIRST_ADMIN_PASSWORD", secret);
		this.variables.put("SPRING_DATASOURCE_PASSWORD", secret + "\n");
		this.variables.put("SPRING_DATA_REDIS_PASSWORD", secret + "\r\n");
		assertSettings(
				Map.of(PASSWORD, secret, "spring.datasource.password", secret, "spring.data.redis.password", secret));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a${b}c", "${user.name}", "a\\${b}", "a${b", " a ", "é", "" })
	void areTakenFromFilesAsTheyStand(String secret) throws IOException {
		write(PASSWORD, secret);
		write("spring.datasource.password", secret + "\n");
		write("spring.data.redis.password", secret + "\r\n");
		assertSettings(
				Map.of(PASSWORD, secret, "spring.datasource.password", secret, "spring.data.redis.password", secret),
				"--spring.config.import=configtree:" + this.directory + "/");
	}

	@Test
	void loseOneLineEndOnly() throws IOException {
		write(PASSWORD, "a\n\n");
		this.variables.put("SPRING_DATASOURCE_PASSWORD", "a\n\n");
		assertSettings(Map.of(PASSWORD, "a\n", "spring.datasource.password", "a\n"),
				"--spring.config.import=configtree:" + this.directory + "/");
	}

	@Test
	void holdTheMasterKeyInAFile() throws IOException {
		this.variables.clear();
		write("latchkey.master-key", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=\r\n");
		assertSettings(Map.of("latchkey.master-key", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA="),
				"--spring.config.import=configtree:" + this.directory + "/", "--latchkey.data-dir=" + this.directory);
		assertThat(this.directory.resolve("master-key")).doesNotExist();
	}

	@Test
	void areTakenAsTheyStandWhereASettingRefersToThem() {
		this.variables.put("DB_PASSWORD", "a${b}c\n");
		assertSettings(Map.of("spring.datasource.password", "<a${b}c>", PASSWORD, "x-d"),
				"--spring.datasource.password=<${DB_PASSWORD}>", "--" + PASSWORD + "=x-${NOTHING:d}");
	}

	@Test
	void yieldToASettingThatComesFirst() {
		this.variables.put("LATCHKEY_FIRST_ADMIN_PASSWORD", "a${b}c");
		assertSettings(Map.of(PASSWORD, "other"), "--" + PASSWORD + "=other");
	}

	@Test
	void areNotShownWhereAPlaceholderHasNoValue(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> start("--spring.datasource.url=jdbc:postgresql://db/${WHERE}?password=secret"));
		assertThat(output).contains("A setting contains the placeholder ${WHERE}, which has no value.")
			.doesNotContain("secret")
			.doesNotContain("\tat ");
	}

	private void assertSettings(Map<String, String> expected, String... arguments) {
		try (ConfigurableApplicationContext context = start(arguments)) {
			Environment environment = context.getEnvironment();
			expected.forEach((name, value) -> {
				assertThat(environment.getProperty(name)).as(name).isEqualTo(value);
				assertThat(Binder.get(environment).bind(name, String.class).orElse("")).as(name).isEqualTo(value);
			});
		}
	}

	private ConfigurableApplicationContext start(String... arguments) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, new SystemEnvironmentPropertySource(
					StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, this.variables));
		return new SpringApplicationBuilder(Object.class).environment(environment)
			.web(WebApplicationType.NONE)
			.properties("latchkey.data-dir=" + this.directory.resolve("data"))
			.run(arguments);
	}

	private void write(String name, String secret) throws IOException {
		Files.writeString(this.directory.resolve(name), secret);
	}

}

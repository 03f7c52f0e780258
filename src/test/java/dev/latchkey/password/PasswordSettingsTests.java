package dev.latchkey.password;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

class PasswordSettingsTests {

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
		.withBean(SimpleMeterRegistry.class)
		.withUserConfiguration(PasswordConfiguration.class, Settings.class);

	@Test
	void isOwaspsChoiceByDefault() {
		this.application.run((context) -> assertThat(context.getBean(PasswordSettings.class))
			.isEqualTo(new PasswordSettings(19456, 2, 1, true)));
	}

	@ParameterizedTest
	@CsvSource({ "47104, 1", "12288, 3", "9216, 4", "7168, 5" })
	void takesOwaspsOtherChoices(int memory, int iterations) {
		with(memory, iterations)
			.run((context) -> assertThat(context.getBean(Passwords.class).hash("correct horse battery"))
				.contains("$m=%s,t=%s,p=1$".formatted(memory, iterations)));
	}

	@ParameterizedTest
	@CsvSource({ "7167, 100", "7168, 4", "19456, 1", "19456, 0", "19456, -2", "2147483647, 2" })
	void refusesToStartWithLess(int memory, int iterations) {
		with(memory, iterations).run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void saysWhatIsTooLittle() {
		with(7168, 4).run((context) -> assertThat(context.getStartupFailure()).rootCause()
			.hasMessageContaining("OWASP's minimum for Argon2id"));
	}

	private ApplicationContextRunner with(int memory, int iterations) {
		return this.application.withPropertyValues("latchkey.password.memory=" + memory,
				"latchkey.password.iterations=" + iterations);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties(PasswordSettings.class)
	static class Settings {

	}

}

package dev.latchkey;

import java.time.Clock;

import dev.latchkey.command.ResetPasswordCommand;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationExcludeFilter;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The login service. Only configurations are scanned for: each package names its own
 * beans in one place, so that a profile can leave a whole package out.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableScheduling
@ConfigurationPropertiesScan
@ComponentScan(useDefaultFilters = false, includeFilters = @Filter(Configuration.class),
		excludeFilters = @Filter(type = FilterType.CUSTOM,
				classes = { TypeExcludeFilter.class, AutoConfigurationExcludeFilter.class }))
public class LatchkeyApplication {

	/**
	 * Start the service, or do what a command says and end.
	 * @param args command line arguments, see {@link SpringApplication} and
	 * {@link ResetPasswordCommand}
	 */
	public static void main(String[] args) {
		SpringApplication service = new SpringApplication(LatchkeyApplication.class);
		ResetPasswordCommand.parse(args)
			.ifPresentOrElse((command) -> System.exit(command.run(service, System.out, System.err)),
					() -> service.run(args));
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

}

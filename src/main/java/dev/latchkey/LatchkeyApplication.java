package dev.latchkey;

import java.time.Clock;

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
	 * Start the service.
	 * @param args command line arguments, see {@link SpringApplication}
	 */
	public static void main(String[] args) {
		SpringApplication.run(LatchkeyApplication.class, args);
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

}

package dev.latchkey;

import java.time.Clock;
import java.time.Duration;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;

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
import org.springframework.dao.DataAccessException;
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

	/**
	 * What all parts ask Redis through. A Redis that hangs costs the first few requests a
	 * time-out each, and the others nothing; it is tried again twice a second.
	 */
	@Bean
	CircuitBreaker redisBreaker() {
		return CircuitBreaker.of("redis",
				CircuitBreakerConfig.custom()
					.slidingWindow(10, 4, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
					.failureRateThreshold(50)
					.waitDurationInOpenState(Duration.ofMillis(500))
					.permittedNumberOfCallsInHalfOpenState(1)
					.recordExceptions(DataAccessException.class)
					.build());
	}

}

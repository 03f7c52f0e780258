package dev.latchkey.revocation.installation;

import dev.latchkey.datastore.StartStep;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class InstallationConfiguration {

	@Bean
	InstallationId installationId(JdbcClient jdbc) {
		return new InstallationId(new InstallationRow(jdbc)::readOrInsert);
	}

	@Bean
	InstallationCheck installationCheck(InstallationId installation, StringRedisTemplate redis,
			CircuitBreaker redisBreaker) {
		return new InstallationCheck(installation, redis, redisBreaker);
	}

	@Bean
	InstallationHealthIndicator installationHealthIndicator(InstallationCheck check) {
		return new InstallationHealthIndicator(check);
	}

	@Bean
	@Order(1)
	StartStep installationStart(InstallationCheck check) {
		return check::check;
	}

}

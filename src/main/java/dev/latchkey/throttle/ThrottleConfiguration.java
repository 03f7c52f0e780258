package dev.latchkey.throttle;

import java.time.Clock;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

@Configuration(proxyBeanMethods = false)
class ThrottleConfiguration {

	@Bean
	Throttle throttle(ThrottleSettings settings, StringRedisTemplate redis, CircuitBreaker redisBreaker, Clock clock,
			ApplicationEventPublisher events, MeterRegistry meters) {
		return new Throttle(new BudgetRules(settings), new RedisBuckets(redis, redisBreaker, clock, settings.period()),
				new LocalBuckets(settings.period()), events, meters);
	}

	@Bean
	DeviceTokens deviceTokens(@Value("${latchkey.master-key}") String masterKey, Clock clock) {
		return new DeviceTokens(masterKey, clock);
	}

}

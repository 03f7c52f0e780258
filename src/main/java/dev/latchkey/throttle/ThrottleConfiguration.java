package dev.latchkey.throttle;

import java.time.Clock;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.StringRedisTemplate;

@Configuration(proxyBeanMethods = false)
@Import(DeviceTokens.class)
class ThrottleConfiguration {

	@Bean
	Throttle throttle(ThrottleSettings settings, StringRedisTemplate redis, CircuitBreaker redisBreaker, Clock clock,
			ApplicationEventPublisher events, MeterRegistry meters) {
		FallbackBuckets buckets = new FallbackBuckets(new RedisBuckets(redis, redisBreaker, clock), new LocalBuckets(),
				meters);
		return new Throttle(new BudgetRules(settings), buckets, new AttemptLanes(settings.loginsAtOnce()), events,
				meters);
	}

}

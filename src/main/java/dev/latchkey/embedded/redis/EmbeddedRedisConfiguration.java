package dev.latchkey.embedded.redis;

import dev.latchkey.embedded.DataDirectory;
import dev.latchkey.embedded.OnNoExternalServerCondition;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Lazy;

/**
 * The embedded Redis, where no external one is configured. It is lazy, and an
 * auto-configuration, for the reasons that {@code EmbeddedConfiguration} gives.
 */
@AutoConfiguration(before = DataRedisAutoConfiguration.class)
class EmbeddedRedisConfiguration {

	@Bean
	@Lazy
	@Conditional(OnNoExternalServerCondition.Redis.class)
	@ConditionalOnMissingBean(DataRedisConnectionDetails.class)
	EmbeddedRedis embeddedRedis(DataDirectory dataDirectory, ConfigurableApplicationContext context) {
		EmbeddedRedis redis = EmbeddedRedis.start(dataDirectory);
		context.addApplicationListener(new StopListener(redis));
		return redis;
	}

}

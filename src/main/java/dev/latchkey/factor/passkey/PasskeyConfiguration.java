package dev.latchkey.factor.passkey;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
@Import({ PasskeyCeremonies.class, PasskeyChallenges.class, PasskeyFactor.class, PasskeyProofs.class, PasskeyRows.class,
		Passkeys.class })
class PasskeyConfiguration {

	@Bean
	SchedulingConfigurer usedChallengePurge(PasskeyRows rows) {
		return (tasks) -> tasks.addFixedDelayTask(rows::purge, Duration.ofMinutes(1));
	}

}

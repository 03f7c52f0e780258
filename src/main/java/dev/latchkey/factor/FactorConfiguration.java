package dev.latchkey.factor;

import java.time.Duration;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
@Import({ FactorRequirements.class, LoginTicketCodec.class, LoginTickets.class, RecoveryCodes.class,
		SecondFactors.class, TotpFactor.class, TotpRows.class })
class FactorConfiguration {

	@Bean
	SchedulingConfigurer loginTicketPurge(LoginTickets tickets) {
		return (tasks) -> tasks.addFixedDelayTask(tickets::purge, Duration.ofMinutes(1));
	}

}

package dev.latchkey.session;

import java.time.Duration;

import dev.latchkey.revocation.RevocationView;
import dev.latchkey.revocation.Revocations;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
@Import({ AuthorizedChanges.class, EndedAccounts.class, EndedRoles.class, EndingAnnouncement.class, EndingChanges.class,
		EndingTransaction.class, Endings.class, Gate.class, LoginCandidates.class, RefreshRows.class,
		RestrictedSessions.class, SecondFactorGate.class, SessionAuthority.class, SessionEndingRows.class,
		SessionHousekeeping.class, SessionProofs.class, SessionRefresh.class, SessionReplacement.class,
		UserSessions.class })
class SessionConfiguration {

	@Bean
	GatheredEndings gatheredEndings(RevocationView view, Revocations revocations, UserSessions sessions,
			Endings endings) {
		return new GatheredEndings(view, revocations, sessions, endings, 100, 1_000);
	}

	@Bean
	SchedulingConfigurer writeBacks(EndedAccounts endedAccounts, EndedRoles endedRoles, GatheredEndings gatheredEndings,
			SessionHousekeeping housekeeping) {
		return (tasks) -> {
			tasks.addFixedDelayTask(endedAccounts, Duration.ofMinutes(1));
			tasks.addFixedDelayTask(endedRoles, Duration.ofSeconds(5));
			tasks.addFixedDelayTask(gatheredEndings, Duration.ofMinutes(1));
			tasks.addFixedDelayTask(housekeeping::purge, Duration.ofMinutes(1));
		};
	}

}

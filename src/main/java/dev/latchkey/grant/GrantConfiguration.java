package dev.latchkey.grant;

import java.time.Clock;
import java.time.Duration;

import dev.latchkey.revocation.RevocationView;
import dev.latchkey.session.SessionSettings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

@Configuration(proxyBeanMethods = false)
@Import({ AssertionWriter.class, EntryRequests.class, EntryTickets.class, HostCredentialCodec.class,
		HostCredentials.class, LiveSessions.class, SessionRows.class, TicketRows.class })
class GrantConfiguration {

	// as many as the cache of the mode keeps
	private static final int KNOWN_SESSIONS = 100_000;

	private static final int REFUSED_SESSIONS = 10_000;

	// in characters: about 20,000 assertions of the usual length
	private static final long KEPT_ASSERTIONS = 16_000_000;

	@Bean
	KnownSessions knownSessions(SessionRows rows, RevocationView view, SessionSettings settings) {
		return new KnownSessions(rows, view, settings, KNOWN_SESSIONS, REFUSED_SESSIONS);
	}

	@Bean
	IdentityAssertions identityAssertions(AssertionWriter writer, RevocationView view, Clock clock) {
		return new IdentityAssertions(writer, view, clock, KEPT_ASSERTIONS);
	}

	@Bean
	SchedulingConfigurer ticketPurge(TicketRows tickets) {
		return (tasks) -> tasks.addFixedDelayTask(tickets::purge, Duration.ofMinutes(1));
	}

}

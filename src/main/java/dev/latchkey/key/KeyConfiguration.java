package dev.latchkey.key;

import java.time.Clock;
import java.time.Duration;

import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.revocation.RevocationView;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The beans of this package. It has no {@code @Configuration}, so that it is not found by
 * scanning: see {@link EnableSigningKeys}.
 */
@Import({ JwksController.class, KeyRevocation.class })
class KeyConfiguration {

	private static final int READINGS = 4;

	private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(10);

	@Bean
	SigningKeys signingKeys(JdbcClient jdbc, DerivedKeys keys) {
		return new SigningKeys(jdbc, new KeyEncryption(keys));
	}

	@Bean
	KeyRing keyRing(SigningKeys keys, RevocationView view, Clock clock) {
		return new KeyRing(keys, view, clock, System::nanoTime);
	}

	@Bean(initMethod = "start")
	KeyRotation keyRotation(SigningKeys keys, KeyRing ring, TransactionOperations transaction,
			ApplicationEventPublisher events, KeySettings settings, Clock clock) {
		return new KeyRotation(keys, ring, transaction, events, settings, clock);
	}

	@Bean
	SchedulingConfigurer keyRotations(KeyRotation rotation, KeySettings settings) {
		// several times before a new key signs
		Duration interval = settings.keyLeadTime().dividedBy(READINGS);
		return (tasks) -> tasks.addFixedDelayTask(rotation,
				(interval.compareTo(LONGEST_INTERVAL) < 0) ? interval : LONGEST_INTERVAL);
	}

}

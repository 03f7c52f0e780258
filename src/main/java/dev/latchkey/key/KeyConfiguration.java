package dev.latchkey.key;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import dev.latchkey.crypto.DerivedKeys;
import dev.latchkey.datastore.StartStep;
import dev.latchkey.revocation.RevocationView;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.transaction.support.TransactionOperations;

@Configuration(proxyBeanMethods = false)
@Import({ JwksController.class, KeyMaker.class, KeyRevocation.class, KeyRotation.class })
class KeyConfiguration {

	private static final int READINGS = 4;

	private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(10);

	@Bean
	SigningKeys signingKeys(JdbcClient jdbc, DerivedKeys derivedKeys) {
		return new SigningKeys(jdbc, new KeyEncryption(derivedKeys));
	}

	@Bean
	@Order(1)
	KeyLine applicationKeys() {
		return new KeyLine(KeyPurpose.APPLICATION_ES256, SigningAlgorithm.ES256, null);
	}

	@Bean
	@Order(2)
	KeyLine rsaKeys() {
		return new KeyLine(KeyPurpose.APPLICATION_RS256, SigningAlgorithm.RS256, null);
	}

	@Bean
	KeyRing keyRing(SigningKeys signingKeys, List<KeyLine> lines, RevocationView view, Clock clock) {
		return new KeyRing(signingKeys, lines, view, clock, System::nanoTime);
	}

	@Bean
	@Order(2)
	StartStep keysStart(SigningKeys signingKeys, List<KeyLine> lines, KeyMaker keyMaker, KeyRing keyRing,
			TransactionOperations transaction, KeySettings settings) {
		return new FirstKeys(signingKeys, lines, keyMaker, keyRing, transaction, settings)::prepare;
	}

	@Bean
	SchedulingConfigurer keyRotationTasks(KeyRotation keyRotation, KeySettings settings) {
		// several times before a new key signs
		Duration interval = settings.keyLeadTime().dividedBy(READINGS);
		return (tasks) -> tasks.addFixedDelayTask(keyRotation,
				(interval.compareTo(LONGEST_INTERVAL) < 0) ? interval : LONGEST_INTERVAL);
	}

}

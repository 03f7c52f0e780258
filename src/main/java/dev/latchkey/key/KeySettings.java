package dev.latchkey.key;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How tokens are signed, and when keys take turns.
 *
 * @param algorithm how tokens are signed: {@code ES256}, {@code RS256}, {@code EdDSA} or
 * {@code HS256}; tokens that are out stay good when it is changed
 * @param signingKey a key of your own, for that algorithm: a private key in PEM, or for
 * HS256 a secret in base64. Without it Latchkey makes and replaces the keys
 * @param keyLifetime how long a key signs before the next one takes over
 * @param keyLeadTime how long a new key is published before it signs: longer than others
 * keep the published keys
 */
@Validated
@ConfigurationProperties("latchkey.jwt")
record KeySettings(@DefaultValue("ES256") SigningAlgorithm algorithm, @Nullable String signingKey,
		@DefaultValue("90d") @DurationMin(seconds = 1) @DurationMax(days = 3650) Duration keyLifetime,
		@DefaultValue("5m") @DurationMin(seconds = 1) @DurationMax(days = 30) Duration keyLeadTime) {

	/**
	 * Keep the secret out of logs.
	 */
	@Override
	public String toString() {
		return "KeySettings[" + this.algorithm + "]";
	}

}

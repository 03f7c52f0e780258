package dev.latchkey.revocation;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How revocations reach the nodes.
 *
 * @param maxStaleness how long a node may answer from its view after it last read the log
 * @param pullInterval how often a node reads the log
 */
@Validated
@ConfigurationProperties("latchkey.revocation")
record RevocationSettings(@DefaultValue("10s") @DurationMin(seconds = 1) Duration maxStaleness,
		@DefaultValue("500ms") @DurationMin(millis = 10) Duration pullInterval) {
}

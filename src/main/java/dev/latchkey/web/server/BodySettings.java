package dev.latchkey.web.server;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long and for how many bodies of requests the server waits.
 *
 * @param bodyTimeout how long a client may take to send the whole body
 * @param waitingBodies how many requests may wait for their bodies at once
 * @param waitingBodiesPerNetwork how many of them may come from one IPv4 address or one
 * IPv6 /64; from an IPv6 /48 three times as many
 */
@ConfigurationProperties("latchkey.web")
@Validated
record BodySettings(@DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 10) Duration bodyTimeout,
		@DefaultValue("1000") @Min(1) @Max(100_000) int waitingBodies,
		@DefaultValue("100") @Min(1) @Max(100_000) int waitingBodiesPerNetwork) {
}

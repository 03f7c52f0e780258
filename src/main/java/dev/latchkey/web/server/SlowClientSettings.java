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
 * How long, and for how many of them, the server waits for slow clients. A network is a
 * host, that is an IPv4 address or an IPv6 /64; a block of IPv6, a /48, may have three
 * times as much. A trusted proxy is no network.
 *
 * @param headTimeout how long a client may take to send the line and the headers of a
 * request
 * @param bodyTimeout how long a client may take to send the whole body
 * @param waitingBodies how many requests may wait for their bodies at once
 * @param waitingBodiesPerNetwork how many of them one network may have
 * @param waitingAnswers how many threads may wait at once for clients that do not take
 * their answers as fast as they are written
 * @param waitingAnswersPerNetwork how many of them one network may have
 * @param connectionsPerNetwork how many connections one network may have; a quarter of
 * those that the heap has room for, if that is less
 */
@ConfigurationProperties("latchkey.web")
@Validated
record SlowClientSettings(
		@DefaultValue("10s") @DurationMin(seconds = 1) @DurationMax(minutes = 10) Duration headTimeout,
		@DefaultValue("5s") @DurationMin(millis = 100) @DurationMax(minutes = 10) Duration bodyTimeout,
		@DefaultValue("1000") @Min(1) @Max(100_000) int waitingBodies,
		@DefaultValue("100") @Min(1) @Max(100_000) int waitingBodiesPerNetwork,
		@DefaultValue("50") @Min(1) @Max(100_000) int waitingAnswers,
		@DefaultValue("10") @Min(1) @Max(100_000) int waitingAnswersPerNetwork,
		@DefaultValue("2000") @Min(1) @Max(100_000) int connectionsPerNetwork) {
}

package dev.latchkey.throttle;

import java.time.Duration;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How many attempts may fail. A successful one costs nothing in the end.
 *
 * @param period how long a budget that is used up takes to fill up again, steadily
 * @param accountAttempts attempts on one name, by all strangers together
 * @param deviceAttempts attempts on one account by one device that signed in to it before
 * @param devicesAttempts attempts on one account by all such devices together
 * @param networkAttempts attempts from one IPv4 address or one IPv6 /64, on any name
 * @param overallAttempts attempts by all strangers on all names
 */
@Validated
@ConfigurationProperties("latchkey.throttle")
record ThrottleSettings(@DefaultValue("15m") @DurationMin(seconds = 1) @DurationMax(days = 30) Duration period,
		@DefaultValue("10") @Min(1) @Max(MOST) int accountAttempts,
		@DefaultValue("10") @Min(1) @Max(MOST) int deviceAttempts,
		@DefaultValue("100") @Min(1) @Max(MOST) int devicesAttempts,
		@DefaultValue("100") @Min(1) @Max(MOST) int networkAttempts,
		@DefaultValue("3000") @Min(1) @Max(MOST) int overallAttempts) {

	private static final int MOST = 100_000_000;

}

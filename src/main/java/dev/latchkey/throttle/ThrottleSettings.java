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
 * How many attempts may fail, and how many may succeed. {@link BudgetRules} derives the
 * budgets of wider networks and of the account as a whole.
 *
 * @param period how long a budget that is used up takes to fill up again, steadily
 * @param accountAttempts failed attempts on one name from one host: an IPv4 address or an
 * IPv6 /64; also how many wrong codes of devices one account may type
 * @param deviceAttempts failed attempts on one account by one device that signed in to it
 * before
 * @param devicesAttempts failed attempts on one account by all such devices together
 * @param networkAttempts failed attempts from one host, on any name; also how many
 * letters for forgotten passwords one host may ask for, and how many wrong links it may
 * show
 * @param overallAttempts failed attempts by all strangers on all names, after which
 * strangers' networks get less
 * @param clientAttempts wrong secrets of one application from one host
 * @param clientNetworkAttempts wrong secrets of applications from one host; also how
 * often public clients on one host may ask for device codes, and each of them push a
 * request; a client with a secret may ask for codes, and end tokens of its own, ten times
 * as often
 * @param logins successful logins of one account in quick succession
 * @param loginsPeriod how long these take to come back
 * @param dailyLogins successful logins of one account in a day
 * @param loginsAtOnce how many passwords of one account are checked at once
 */
@Validated
@ConfigurationProperties("latchkey.throttle")
record ThrottleSettings(@DefaultValue("15m") @DurationMin(seconds = 1) @DurationMax(days = 30) Duration period,
		@DefaultValue("10") @Min(1) @Max(MOST) int accountAttempts,
		@DefaultValue("10") @Min(1) @Max(MOST) int deviceAttempts,
		@DefaultValue("100") @Min(1) @Max(MOST) int devicesAttempts,
		@DefaultValue("100") @Min(1) @Max(MOST) int networkAttempts,
		@DefaultValue("3000") @Min(1) @Max(MOST) int overallAttempts,
		@DefaultValue("10") @Min(1) @Max(MOST) int clientAttempts,
		@DefaultValue("100") @Min(1) @Max(MOST) int clientNetworkAttempts,
		@DefaultValue("120") @Min(1) @Max(MOST) int logins,
		@DefaultValue("4m") @DurationMin(seconds = 1) @DurationMax(days = 1) Duration loginsPeriod,
		@DefaultValue("5000") @Min(1) @Max(MOST) int dailyLogins,
		@DefaultValue("1") @Min(1) @Max(10_000) int loginsAtOnce) {

	private static final int MOST = 100_000_000;

}

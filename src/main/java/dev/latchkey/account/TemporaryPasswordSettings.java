package dev.latchkey.account;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * A password that an administrator hands out (ASVS 5.0 6.4.1).
 *
 * @param lifetime how long it opens a session. That of the first administrator has no
 * end: no other account could give a new one
 */
@ConfigurationProperties("latchkey.temporary-password")
@Validated
record TemporaryPasswordSettings(
		@DefaultValue("72h") @DurationMin(seconds = 1) @DurationMax(days = 365) Duration lifetime) {

}

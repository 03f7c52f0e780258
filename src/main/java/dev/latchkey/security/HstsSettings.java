package dev.latchkey.security;

import java.time.Duration;

import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What responses over TLS promise about the host (RFC 6797). The promise can also bind
 * hosts that are not Latchkey's, so it is a setting.
 *
 * @param maxAge for how long browsers call the host over TLS only; zero takes an earlier
 * promise back
 * @param includeSubdomains whether that is true of all hosts below it as well
 */
@ConfigurationProperties("latchkey.web.hsts")
@Validated
record HstsSettings(@DefaultValue("365d") @DurationMin(seconds = 0) Duration maxAge,
		@DefaultValue("false") boolean includeSubdomains) {
}

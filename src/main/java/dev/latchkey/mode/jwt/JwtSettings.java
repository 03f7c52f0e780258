package dev.latchkey.mode.jwt;

import java.time.Duration;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What access tokens say, and for how long.
 *
 * @param accessTokenLifetime how long one is valid; never longer than a session may be
 * idle
 * @param clockSkew by how much the clocks of nodes may differ: a token is accepted for so
 * much longer than it says, but for a tenth of its life at most
 * @param audience what {@code aud} says: the name of those that the tokens are for
 */
@Validated
@ConfigurationProperties("latchkey.jwt")
record JwtSettings(@DefaultValue("5m") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration accessTokenLifetime,
		@DefaultValue("5s") @DurationMin @DurationMax(seconds = 60) Duration clockSkew,
		@DefaultValue("latchkey") @NotBlank @Size(max = 200) String audience) {

}

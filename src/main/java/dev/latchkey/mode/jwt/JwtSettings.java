package dev.latchkey.mode.jwt;

import java.time.Duration;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What access tokens say, and for how long.
 *
 * @param algorithm how they are signed: {@code ES256}, {@code RS256}, {@code EdDSA} or
 * {@code HS256}; tokens that are out stay good when it is changed
 * @param signingKey a key of your own, for that algorithm: a private key in PEM, or for
 * HS256 a secret in base64. Without it keys are made and replaced by Latchkey
 * @param keyLifetime how long a key signs before the next one takes over
 * @param keyLeadTime how long a new key is published before it signs: longer than others
 * keep the published keys
 * @param accessTokenLifetime how long one is good; never longer than a session may go
 * unused
 * @param clockSkew by how much the clocks of nodes may differ: a token is good for so
 * much longer than it says, but for a tenth of its life at most
 * @param issuer what {@code iss} says: a name or a URL that is this installation's alone
 * @param audience what {@code aud} says: whom the tokens are for
 */
@Validated
@ConfigurationProperties("latchkey.jwt")
record JwtSettings(@DefaultValue("ES256") SigningAlgorithm algorithm, @Nullable String signingKey,
		@DefaultValue("90d") @DurationMin(seconds = 1) @DurationMax(days = 3650) Duration keyLifetime,
		@DefaultValue("5m") @DurationMin(seconds = 1) @DurationMax(days = 30) Duration keyLeadTime,
		@DefaultValue("5m") @DurationMin(seconds = 1) @DurationMax(hours = 1) Duration accessTokenLifetime,
		@DefaultValue("5s") @DurationMin @DurationMax(seconds = 60) Duration clockSkew,
		@DefaultValue("latchkey") @NotBlank @Size(max = 200) String issuer,
		@DefaultValue("latchkey") @NotBlank @Size(max = 200) String audience) {

	/**
	 * Keep the secret out of logs.
	 */
	@Override
	public String toString() {
		return "JwtSettings[" + this.algorithm + "]";
	}

}

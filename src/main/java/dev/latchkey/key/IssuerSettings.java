package dev.latchkey.key;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * In whose name tokens are signed.
 *
 * @param issuer what {@code iss} says: a name or a URL that only this installation has
 */
@Validated
@ConfigurationProperties("latchkey.jwt")
public record IssuerSettings(@DefaultValue("latchkey") @NotBlank @Size(max = 200) String issuer) {

}

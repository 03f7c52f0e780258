package dev.latchkey.recovery;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the recovery pages say where there is no mail.
 *
 * @param support a line of text that says whom to ask
 */
@ConfigurationProperties("latchkey.web")
record RecoverySettings(@Nullable String support) {
}

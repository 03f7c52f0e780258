package dev.latchkey.recovery;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What people read who cannot help themselves.
 *
 * @param support whom to ask, in a line of text, where there is no mail
 */
@ConfigurationProperties("latchkey.web")
record RecoverySettings(@Nullable String support) {
}

package dev.latchkey.url;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where people sign in.
 *
 * @param publicUrl the one URL at which browsers reach Latchkey, such as
 * {@code https://login.example.com}; {@code null} where requests tell. A list, so that a
 * second value is refused and not ignored
 */
@ConfigurationProperties("latchkey.web")
record PublicUrlSettings(@Nullable List<String> publicUrl) {
}

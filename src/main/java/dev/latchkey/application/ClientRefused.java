package dev.latchkey.application;

import org.jspecify.annotations.Nullable;

/**
 * A client that called as an application could not be authenticated.
 *
 * @param clientId the application that it called as, or {@code null} if there is none
 */
public record ClientRefused(@Nullable String clientId) {
}

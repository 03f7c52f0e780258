package dev.latchkey.account;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Since when there is an account, and when it was last used.
 *
 * @param createdAt when it was created
 * @param lastSignInAt when a session was opened for it the last time, or {@code null} if
 * none ever was
 */
public record AccountTimes(Instant createdAt, @Nullable Instant lastSignInAt) {
}

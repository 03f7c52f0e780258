package dev.latchkey.throttle;

import org.jspecify.annotations.Nullable;

/**
 * What strangers everywhere have left to try on an account.
 *
 * @param throttled whether nothing is left, so that each of their networks gets little
 * @param attempts how many failed attempts there may be
 * @param remaining how many of them are left
 * @param retryAfter in how many seconds one will be left, if none is now
 */
public record ThrottleState(boolean throttled, long attempts, long remaining, @Nullable Long retryAfter) {
}

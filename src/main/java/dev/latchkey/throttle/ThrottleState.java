package dev.latchkey.throttle;

import org.jspecify.annotations.Nullable;

/**
 * What those who have tried most on an account have left.
 *
 * @param throttled whether nothing is left, to one host at least
 * @param attempts how many failed attempts there may be
 * @param remaining how many of them are left
 * @param retryAfter in how many seconds one will be left, if none is now
 */
public record ThrottleState(boolean throttled, long attempts, long remaining, @Nullable Long retryAfter) {
}

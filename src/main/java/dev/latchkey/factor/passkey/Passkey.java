package dev.latchkey.factor.passkey;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A passkey as its owner sees it.
 *
 * @param id its public name, which is random and opens nothing
 * @param name what its owner calls it
 * @param createdAt when it was added
 * @param lastUsedAt when it last proved who its owner is, or {@code null} if it never has
 */
public record Passkey(String id, String name, Instant createdAt, @Nullable Instant lastUsedAt) {
}

package dev.latchkey.key;

import java.time.Instant;

/**
 * An administrator has called for the next signing key.
 *
 * @param kid the key that takes over
 * @param signsFrom when it does
 * @param actor the administrator's name
 */
public record KeyRotated(String kid, Instant signsFrom, String actor) {
}

package dev.latchkey.session;

import dev.latchkey.revocation.Reach;

/**
 * A session that took another's place.
 *
 * @param <T> what is issued
 * @param issued the new credential
 * @param nodes how far the ending of the old one has come
 */
public record Exchanged<T>(T issued, Reach nodes) {
}

package dev.latchkey.session;

import dev.latchkey.revocation.NodeConfirmation;

/**
 * A session that took another's place.
 *
 * @param <T> what is issued
 * @param issued the new credential
 * @param nodes how far the ending of the old one has come
 */
public record ExchangeResult<T>(T issued, NodeConfirmation nodes) {
}

package dev.latchkey.session;

import dev.latchkey.revocation.NodeConfirmation;

/**
 * A session that took another's place.
 *
 * @param <T> what is issued
 * @param issued the new credentials
 * @param nodes how many live nodes have applied the ending of the old one
 */
public record ReplaceResult<T>(T issued, NodeConfirmation nodes) {
}

package dev.latchkey.session;

import dev.latchkey.revocation.NodeConfirmation;

/**
 * What an ending came to.
 *
 * @param ended how many live sessions it ended; 0 where everybody's were too many to be
 * counted in time
 * @param nodes how far it has come
 */
public record EndResult(int ended, NodeConfirmation nodes) {
}

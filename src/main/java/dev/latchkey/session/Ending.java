package dev.latchkey.session;

import dev.latchkey.revocation.Reach;

/**
 * What an ending came to.
 *
 * @param ended how many live sessions it ended; of everybody's, at least so many
 * @param nodes how far it has come
 */
public record Ending(int ended, Reach nodes) {
}

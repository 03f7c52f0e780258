package dev.latchkey.session;

import dev.latchkey.revocation.NodeConfirmation;

/**
 * What an ending has done.
 *
 * @param ended how many live sessions it ended; 0 if all sessions ended and were too many
 * to be counted in time, or if those of all accounts with a role ended
 * @param nodes how many live nodes have applied it
 * @param applications how many applications have been told
 */
public record EndResult(int ended, NodeConfirmation nodes, ToldApplications applications) {
}

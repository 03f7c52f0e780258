package dev.latchkey.session;

import java.util.List;

import dev.latchkey.revocation.EndReason;

/**
 * Sessions have ended: the transaction has committed. Published before the answer, in the
 * thread of the caller.
 *
 * @param handles the sessions; where everybody was ended, none is named
 * @param reason why
 * @param actor who did it
 */
public record SessionsEnded(List<String> handles, EndReason reason, String actor) {
}

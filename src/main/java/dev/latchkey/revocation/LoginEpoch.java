package dev.latchkey.revocation;

import java.time.Instant;

/**
 * What a login begins with.
 *
 * @param epoch the newest number of the log: the epoch of the session that may come of it
 * @param liveSince how far back lists of sessions reach: no live one began before
 */
public record LoginEpoch(long epoch, Instant liveSince) {
}

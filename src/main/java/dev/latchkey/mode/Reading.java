package dev.latchkey.mode;

import java.time.Instant;

import dev.latchkey.session.Session;

/**
 * What an authentic credential says.
 *
 * @param session the session that it opens or opened
 * @param validUntil when the credential, or the session, is over by itself
 * @param generation the refresh that it came with, 0 where there is none
 */
public record Reading(Session session, Instant validUntil, long generation) {
}

package dev.latchkey.mode;

import java.time.Instant;

import dev.latchkey.session.Session;
import dev.latchkey.session.Use;

/**
 * What an authentic credential says.
 *
 * @param session the session that it opens or opened
 * @param validUntil when the credential, or the session, is over by itself
 * @param use the use of it, noted or not
 */
public record Reading(Session session, Instant validUntil, Use use) {
}

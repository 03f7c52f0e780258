package dev.latchkey.session;

import java.time.Instant;

/**
 * A live session as a refresh would find it.
 *
 * @param session the session
 * @param validUntil when it is over unless it is used before
 */
public record RefreshableSession(Session session, Instant validUntil) {
}

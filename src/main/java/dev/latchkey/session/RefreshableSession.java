package dev.latchkey.session;

import java.time.Instant;

/**
 * How a live session stands.
 *
 * @param session the session
 * @param until when it is over, unless it is used before that
 */
public record RefreshableSession(Session session, Instant until) {
}

package dev.latchkey.session.seen;

import java.time.Instant;
import java.util.Map;

/**
 * Sessions were in use lately. Published with each write-back.
 *
 * @param lastSeen when each of them was last used
 */
public record SessionsSeen(Map<String, Instant> lastSeen) {
}

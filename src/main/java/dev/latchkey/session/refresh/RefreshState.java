package dev.latchkey.session.refresh;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Where the refreshes of a session stand, by the database's clock.
 *
 * @param current the newest generation that was handed out; 0 is the login
 * @param rotatedAt when its parent was last exchanged for it, or {@code null} for the
 * login
 * @param confirmed the newest generation that was seen in use
 * @param confirmedAt when it was first seen
 * @param now the present time
 */
public record RefreshState(long current, @Nullable Instant rotatedAt, long confirmed, @Nullable Instant confirmedAt,
		Instant now) {
}

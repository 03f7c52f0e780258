package dev.latchkey.session.refresh;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;

/**
 * Decides which generation follows on a refresh token. A parent is accepted until its
 * child is seen in use, so a client that lost a reply does not have to log in again; from
 * then on, a client that uses the parent has stolen one of the two (RFC 9700, 4.14.2).
 */
public final class RefreshRotation {

	/** For parallel tabs and repeated requests. */
	public static final Duration GRACE = Duration.ofSeconds(10);

	private RefreshRotation() {
	}

	/**
	 * Return the generation that follows on a refresh token.
	 * @param presented the token's generation
	 * @param known the generations, as they are stored
	 * @return the generation to issue, or nothing if the token must not be in use any
	 * more
	 */
	public static OptionalLong successor(long presented, RefreshState known) {
		long current = known.current();
		if (presented == current) {
			return OptionalLong.of(isRecent(known.rotatedAt(), known.now()) ? current : current + 1);
		}
		boolean childUnseen = known.confirmed() < current || isRecent(known.confirmedAt(), known.now());
		if (presented == current - 1 && childUnseen) {
			return OptionalLong.of(current);
		}
		return OptionalLong.empty();
	}

	private static boolean isRecent(@Nullable Instant moment, Instant now) {
		return moment != null && !now.isAfter(moment.plus(GRACE));
	}

}

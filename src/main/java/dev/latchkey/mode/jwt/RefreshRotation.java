package dev.latchkey.mode.jwt;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

import dev.latchkey.session.RefreshState;
import org.jspecify.annotations.Nullable;

/**
 * Which generation follows on which refresh token. A parent stays good until its child is
 * seen in use, so a lost reply costs nobody a login; from then on, whoever uses the
 * parent is not its owner (RFC 9700, 4.14.2).
 */
final class RefreshRotation {

	/** For parallel tabs and repeated requests. */
	static final Duration GRACE = Duration.ofSeconds(10);

	private RefreshRotation() {
	}

	/**
	 * Return what follows on a refresh token.
	 * @param presented its generation
	 * @param known where the session stands
	 * @return the generation to hand out, or nothing if the token must not be in use any
	 * more
	 */
	static OptionalLong of(long presented, RefreshState known) {
		long current = known.current();
		if (presented == current) {
			return OptionalLong.of(recent(known.rotatedAt(), known.now()) ? current : current + 1);
		}
		boolean childUnseen = known.confirmed() < current || recent(known.confirmedAt(), known.now());
		if (presented == current - 1 && childUnseen) {
			return OptionalLong.of(current);
		}
		return OptionalLong.empty();
	}

	private static boolean recent(@Nullable Instant moment, Instant now) {
		return moment != null && !now.isAfter(moment.plus(GRACE));
	}

}

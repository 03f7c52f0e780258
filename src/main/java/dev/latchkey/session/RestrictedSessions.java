package dev.latchkey.session;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.factor.FactorRequirements;

/**
 * Knows which sessions may only set up a second factor. One that had to when its
 * credential was issued is free, with the same credential, from when the account has a
 * factor or needs none any more. And one of an administrator whom the settings did not
 * restrict when it was opened is restricted by those of now.
 * <p>
 * Only such a session costs a statement with each request, or one a minute once it is
 * free.
 */
public class RestrictedSessions {

	private static final int MOST = 10_000;

	private final FactorRequirements factors;

	private final Cache<String, Session> free = Caffeine.newBuilder()
		.maximumSize(MOST)
		.expireAfterWrite(Duration.ofMinutes(1))
		.build();

	RestrictedSessions(FactorRequirements factors) {
		this.factors = factors;
	}

	/**
	 * Return a session as it is now.
	 * @param session the session, as its credential describes it
	 * @return the session, restricted or free
	 * @throws org.springframework.dao.DataAccessException if it cannot be told
	 */
	public Session now(Session session) {
		if (!session.mustSetUpFactor() && !isInQuestion(session)) {
			return session;
		}
		Session known = this.free.getIfPresent(session.handle());
		if (known != null && known.authTime().equals(session.authTime())) {
			return known;
		}
		Session now = session.withFactorMissing(this.factors.isMissing(session.accountId()));
		if (!now.mustSetUpFactor()) {
			this.free.put(session.handle(), now);
		}
		return now;
	}

	/**
	 * Tell whether a session may have been opened under other settings. One that has
	 * shown two factors belongs to an account that has one.
	 */
	private boolean isInQuestion(Session session) {
		return !session.amr().isMultiFactor() && this.factors.isRequiredBySettings(session.roles());
	}

}

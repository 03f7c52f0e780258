package dev.latchkey.session;

import java.time.Duration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.factor.Factors;

/**
 * Frees the sessions that had to set up a second factor when their credential was issued:
 * from when the account has one, or needs none any more, the same credential does all.
 * Only such a session costs a statement with each request, or one a minute once it is
 * free.
 */
public class RestrictedSessions {

	private static final int MOST = 10_000;

	private final Factors factors;

	// what removes a factor ends sessions, so a free one stays free
	private final Cache<String, Session> freed = Caffeine.newBuilder()
		.maximumSize(MOST)
		.expireAfterWrite(Duration.ofMinutes(1))
		.build();

	RestrictedSessions(Factors factors) {
		this.factors = factors;
	}

	/**
	 * Return a session as it is now.
	 * @param session the session, as its credential describes it
	 * @return the session, free if it may be
	 * @throws org.springframework.dao.DataAccessException if it cannot be told
	 */
	public Session now(Session session) {
		if (!session.mustSetUpFactor()) {
			return session;
		}
		Session known = this.freed.getIfPresent(session.handle());
		if (known == null && !this.factors.isMissing(session.accountId())) {
			known = session.withFactor();
			this.freed.put(session.handle(), known);
		}
		return (known != null) ? known : session;
	}

}

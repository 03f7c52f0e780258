package dev.latchkey.mode.session;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.crypto.Sha256;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionEndedException;
import org.jspecify.annotations.Nullable;

import org.springframework.session.MapSession;

/**
 * The sessions that this node has read, so that it reads each of them once. A value that
 * names no session is not remembered: strangers could fill the cache with those.
 */
class SessionCache {

	// 32 bytes in base64url, and in one way only: the last character has two spare bits
	private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

	// by the value itself, so a cookie that comes again is found without a hash
	private final Cache<String, CachedSession> live;

	// A signed-out client whose tab is open goes on asking, and a tombstone never
	// changes. Apart from the live sessions, so that tombstones push none of these out
	private final Cache<String, SessionTombstone> ended;

	private final RedisSessions sessions;

	/**
	 * Create an empty cache.
	 * @param mostLive how many live sessions it keeps
	 * @param mostEnded how many tombstones it keeps
	 */
	SessionCache(RedisSessions sessions, int mostLive, int mostEnded) {
		this.sessions = sessions;
		// to wake another thread for the upkeep costs more than to do it
		this.live = Caffeine.newBuilder().maximumSize(mostLive).executor(Runnable::run).build();
		this.ended = Caffeine.newBuilder().maximumSize(mostEnded).build();
	}

	/**
	 * Write a session that the gate has opened, and remember it.
	 * @param value the cookie's value
	 * @param session the session
	 * @param maxIdle how long it may go unused
	 */
	void save(String value, Session session, Duration maxIdle) {
		MapSession saved = this.sessions.createSession(idOf(value));
		saved.setCreationTime(session.startedAt());
		saved.setMaxInactiveInterval(maxIdle);
		saved.setAttribute(StoredSession.SESSION, session);
		this.sessions.save(saved);
		this.live.put(value, new CachedSession(session, maxIdle, saved.getLastAccessedTime()));
	}

	/**
	 * Write the renewed proof of a session into Redis.
	 */
	void renew(String value, Session session) {
		this.sessions.renew(idOf(value), session);
		this.live.asMap().computeIfPresent(value, (key, known) -> known.with(session));
	}

	/**
	 * Return a session. Redis is asked for a session that is not in the cache, and before
	 * a session is called idle.
	 * @throws InvalidCredentialException if there is none
	 * @throws SessionEndedException if only its tombstone is left
	 */
	CachedSession get(String value, Instant now) {
		CachedSession known = this.live.getIfPresent(value);
		if (known == null) {
			known = load(value);
			this.live.put(value, known);
		}
		else if (known.mayBeInUseElsewhere(now)) {
			known.noteLookup(load(value).lastSeen(), now);
		}
		return known;
	}

	/**
	 * Return the handle of a session that is or was.
	 */
	@Nullable String handleOf(String value) {
		CachedSession known = this.live.getIfPresent(value);
		if (known != null) {
			return known.session().handle();
		}
		SessionEntry found = find(value);
		return (found != null) ? found.handle() : null;
	}

	/**
	 * Return about how many are kept.
	 */
	long size() {
		this.live.cleanUp();
		this.ended.cleanUp();
		return this.live.estimatedSize() + this.ended.estimatedSize();
	}

	private CachedSession load(String value) {
		SessionEntry found = find(value);
		if (found instanceof StoredSession stored) {
			Session session = stored.session();
			if (session != null) {
				return new CachedSession(session, stored.maxIdle(), stored.lastSeen());
			}
		}
		this.live.invalidate(value);
		if (found instanceof SessionTombstone tombstone) {
			throw new SessionEndedException(tombstone.reason());
		}
		throw new InvalidCredentialException();
	}

	private @Nullable SessionEntry find(String value) {
		SessionTombstone known = this.ended.getIfPresent(value);
		if (known != null || !VALUE.matcher(value).matches()) {
			return known;
		}
		SessionEntry found = this.sessions.find(idOf(value));
		if (found instanceof SessionTombstone tombstone) {
			this.ended.put(value, tombstone);
		}
		return found;
	}

	/**
	 * Return the id that a session has in Redis.
	 */
	static String idOf(String value) {
		return Sha256.base64Url(value);
	}

}

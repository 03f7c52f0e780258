package dev.latchkey.mode.session;

import java.time.Instant;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.crypto.Sha256;
import dev.latchkey.mode.InvalidCredentialException;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.session.SessionEndedException;
import org.jspecify.annotations.Nullable;

import org.springframework.session.MapSession;

/**
 * The sessions that this node has read, so that it reads them once. What nobody knows is
 * not remembered: strangers could fill it up.
 */
class SessionCache {

	// 32 bytes in base64url, and in one way only: the last character has two spare bits
	private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]");

	// by the value itself: whoever sends it again is found without a hash
	private final Cache<String, CachedSession> near;

	// A client that was put out while its tab is open asks on and on, and what has ended
	// stays so. Apart from the others, so that however many these are, they push out none
	private final Cache<String, MapSession> buried;

	private final RedisSessions sessions;

	/**
	 * Keep sessions near.
	 * @param most how many of those that are live
	 * @param mostBuried how many of those that have ended
	 */
	SessionCache(RedisSessions sessions, int most, int mostBuried) {
		this.sessions = sessions;
		// to wake another thread for the upkeep costs more than to do it
		this.near = Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
		this.buried = Caffeine.newBuilder().maximumSize(mostBuried).build();
	}

	/**
	 * Write a session, and keep it near.
	 */
	void save(String value, MapSession saved) {
		this.sessions.save(saved);
		this.near.put(value, CachedSession.of(saved));
	}

	/**
	 * Return a session. Redis is asked for one that is not near, and before one is called
	 * idle.
	 * @throws InvalidCredentialException if there is none
	 * @throws SessionEndedException if only its tombstone is left
	 */
	CachedSession get(String value, Instant now) {
		CachedSession known = this.near.getIfPresent(value);
		if (known == null) {
			known = CachedSession.of(load(value));
			this.near.put(value, known);
		}
		else if (known.mayBeInUseElsewhere(now)) {
			known.heard(load(value).getLastAccessedTime(), now);
		}
		return known;
	}

	/**
	 * Return the handle of a session that is or was.
	 */
	@Nullable String handleOf(String value) {
		CachedSession known = this.near.getIfPresent(value);
		if (known != null) {
			return known.session().handle();
		}
		MapSession saved = find(value);
		return (saved != null) ? saved.getRequiredAttribute(SessionHash.HANDLE) : null;
	}

	/**
	 * Return how many are kept, more or less.
	 */
	long size() {
		this.near.cleanUp();
		this.buried.cleanUp();
		return this.near.estimatedSize() + this.buried.estimatedSize();
	}

	private MapSession load(String value) {
		MapSession saved = find(value);
		EndReason reason = (saved != null) ? saved.getAttribute(SessionHash.REASON) : null;
		if (saved == null || reason != null) {
			this.near.invalidate(value);
			throw (reason != null) ? new SessionEndedException(reason) : new InvalidCredentialException();
		}
		return saved;
	}

	private @Nullable MapSession find(String value) {
		MapSession known = this.buried.getIfPresent(value);
		if (known != null || !VALUE.matcher(value).matches()) {
			return known;
		}
		MapSession found = this.sessions.findById(id(value));
		if (found != null && found.getAttribute(SessionHash.REASON) != null) {
			this.buried.put(value, found);
		}
		return found;
	}

	/**
	 * Return what a session is called in Redis.
	 */
	static String id(String value) {
		return Sha256.base64Url(value);
	}

}

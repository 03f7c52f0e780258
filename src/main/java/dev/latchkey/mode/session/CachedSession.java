package dev.latchkey.mode.session;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import dev.latchkey.mode.CredentialReading;
import dev.latchkey.session.Session;
import dev.latchkey.session.seen.CredentialUse;

/**
 * A session in this node's memory: what was written at login, and when it was last used,
 * as far as this node knows.
 */
final class CachedSession {

	private static final long PAUSE = Duration.ofMillis(500).toNanos();

	private final Session session;

	private final CredentialUse use;

	private final Duration maxIdle;

	// in milliseconds, as Redis has it
	private final AtomicLong lastSeen;

	private volatile long lastFruitlessLookup = System.nanoTime() - PAUSE;

	CachedSession(Session session, Duration maxIdle, Instant lastSeen) {
		this.session = session;
		this.use = new CredentialUse(session.handle(), 0);
		this.maxIdle = maxIdle;
		this.lastSeen = new AtomicLong(lastSeen.toEpochMilli());
	}

	/**
	 * Return it with a session whose proof was renewed.
	 */
	CachedSession with(Session renewed) {
		return new CachedSession(renewed, this.maxIdle, lastSeen());
	}

	Session session() {
		return this.session;
	}

	Instant lastSeen() {
		return Instant.ofEpochMilli(this.lastSeen.get());
	}

	CredentialReading reading() {
		Instant idleAt = idleAt();
		Instant end = this.session.expiresAt();
		return new CredentialReading(this.session, idleAt.isBefore(end) ? idleAt : end, this.use);
	}

	/**
	 * Note that it was in use at a time. Last-seen never moves backwards, even if the
	 * clock is set back.
	 */
	void noteUse(Instant at) {
		this.lastSeen.accumulateAndGet(at.toEpochMilli(), Math::max);
	}

	/**
	 * Return whether Redis may know better: the session is idle as far as this node
	 * knows, but its lifetime is not over. A client may go on sending the cookie of an
	 * idle session, so there are at most two fruitless lookups a second.
	 */
	boolean mayBeInUseElsewhere(Instant now) {
		return isIdle(now) && now.isBefore(this.session.expiresAt())
				&& System.nanoTime() - this.lastFruitlessLookup >= PAUSE;
	}

	/**
	 * Note what a lookup in Redis found.
	 */
	void noteLookup(Instant seen, Instant now) {
		noteUse(seen);
		if (isIdle(now)) {
			this.lastFruitlessLookup = System.nanoTime();
		}
	}

	private boolean isIdle(Instant now) {
		return !now.isBefore(idleAt());
	}

	private Instant idleAt() {
		return lastSeen().plus(this.maxIdle);
	}

}

package dev.latchkey.mode.session;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

import dev.latchkey.mode.CredentialReading;
import dev.latchkey.session.CredentialUse;
import dev.latchkey.session.Session;

import org.springframework.session.MapSession;

/**
 * A session as this node has it: what was written at login, and when it was last used, as
 * far as this node knows.
 */
final class CachedSession {

	private static final long PAUSE = Duration.ofMillis(500).toNanos();

	private final Session session;

	private final CredentialUse use;

	private final Duration maxIdle;

	// in milliseconds, as Redis has it
	private final AtomicLong lastSeen;

	private volatile long askedInVain = System.nanoTime() - PAUSE;

	private CachedSession(Session session, Duration maxIdle, Instant lastSeen) {
		this.session = session;
		this.use = new CredentialUse(session.handle(), 0);
		this.maxIdle = maxIdle;
		this.lastSeen = new AtomicLong(lastSeen.toEpochMilli());
	}

	static CachedSession of(MapSession saved) {
		return new CachedSession(saved.getRequiredAttribute(SessionHash.SESSION), saved.getMaxInactiveInterval(),
				saved.getLastAccessedTime());
	}

	Session session() {
		return this.session;
	}

	CredentialReading reading() {
		Instant idleAt = idleAt();
		Instant end = this.session.expiresAt();
		return new CredentialReading(this.session, idleAt.isBefore(end) ? idleAt : end, this.use);
	}

	/**
	 * Note that it is in use here. A clock that is set back takes nothing back.
	 */
	void seen(Instant now) {
		this.lastSeen.accumulateAndGet(now.toEpochMilli(), Math::max);
	}

	/**
	 * Return whether Redis may know better: this is idle as far as this node knows, but
	 * not over in any case. A client that does not know it may come on and on, so Redis
	 * is not asked in vain more than twice a second.
	 */
	boolean mayBeInUseElsewhere(Instant now) {
		return isIdle(now) && now.isBefore(this.session.expiresAt()) && System.nanoTime() - this.askedInVain >= PAUSE;
	}

	/**
	 * Note what Redis knew.
	 */
	void heard(Instant seen, Instant now) {
		seen(seen);
		if (isIdle(now)) {
			this.askedInVain = System.nanoTime();
		}
	}

	private boolean isIdle(Instant now) {
		return !now.isBefore(idleAt());
	}

	private Instant idleAt() {
		return Instant.ofEpochMilli(this.lastSeen.get()).plus(this.maxIdle);
	}

}

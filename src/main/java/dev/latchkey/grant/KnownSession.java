package dev.latchkey.grant;

import java.time.Duration;
import java.time.Instant;

import dev.latchkey.session.Session;
import dev.latchkey.session.seen.CredentialUse;

/**
 * What a node keeps of a session that was opened by a host credential, and when it would
 * be idle. Times are in milliseconds, and two requests that set one at once do no harm:
 * there are very many of these.
 */
final class KnownSession {

	private static final long PAUSE = Duration.ofMillis(500).toNanos();

	private final Session session;

	// a host credential is of no generation: it confirms no refresh
	private final CredentialUse use;

	private final boolean remembered;

	private final long maxIdle;

	private volatile long idleAt;

	private volatile long lastFruitlessLookup = System.nanoTime() - PAUSE;

	/**
	 * Keep a session.
	 * @param remembered whether the user asked to be remembered
	 * @param maxIdle how long it may go unused
	 * @param idleAt when it is idle, as far as it is known
	 */
	KnownSession(Session session, boolean remembered, Duration maxIdle, Instant idleAt) {
		this.session = session;
		this.use = new CredentialUse(session.handle(), 0);
		this.remembered = remembered;
		this.maxIdle = maxIdle.toMillis();
		this.idleAt = idleAt.toEpochMilli();
	}

	Session session() {
		return this.session;
	}

	boolean isRemembered() {
		return this.remembered;
	}

	CredentialUse use() {
		return this.use;
	}

	/**
	 * Note that it was in use.
	 */
	void noteUse(Instant now) {
		postpone(now.toEpochMilli() + this.maxIdle);
	}

	/**
	 * Return whether it is neither idle nor over, as far as this node knows.
	 */
	boolean isLive(Instant now) {
		return now.toEpochMilli() < this.idleAt && now.isBefore(this.session.expiresAt());
	}

	/**
	 * Return whether the database may know better: it is idle as far as this node knows,
	 * but its lifetime is not over. A client may go on sending the credential of an idle
	 * session, so there are at most two fruitless lookups a second.
	 */
	boolean mayBeInUseElsewhere(Instant now) {
		return !isLive(now) && now.isBefore(this.session.expiresAt())
				&& System.nanoTime() - this.lastFruitlessLookup >= PAUSE;
	}

	/**
	 * Note what a lookup in the database found.
	 */
	void noteLookup(Instant idleAt, Instant now) {
		postpone(idleAt.toEpochMilli());
		if (!isLive(now)) {
			this.lastFruitlessLookup = System.nanoTime();
		}
	}

	/**
	 * Claim a lookup in the database.
	 * @return whether none has been fruitless a moment ago
	 */
	boolean claimLookup() {
		long now = System.nanoTime();
		if (now - this.lastFruitlessLookup < PAUSE) {
			return false;
		}
		this.lastFruitlessLookup = now;
		return true;
	}

	private void postpone(long idleAt) {
		// never backwards, even if the clock is set back
		if (idleAt > this.idleAt) {
			this.idleAt = idleAt;
		}
	}

}

package dev.latchkey.grant;

import java.time.Duration;
import java.time.Instant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.RevocationView;
import dev.latchkey.session.Session;
import dev.latchkey.session.SessionEndedException;
import dev.latchkey.session.SessionSettings;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that this node has read by their handle, so that it reads each of them
 * once. What was read changes only by a role that grows while the session lasts: an
 * account whose roles change, or that may do less, loses its sessions. Whether a session
 * has ended is asked of this node's view each time. The database is asked again only
 * before a session is called idle, because another node may have seen it in use, and
 * before an application is refused to it.
 */
class KnownSessions {

	// a database that was restored may have another answer
	private static final Duration REFUSED_FOR = Duration.ofMinutes(1);

	private final Cache<String, KnownSession> live;

	// A tab that is open goes on asking with the credential of an ended session. Apart
	// from the live sessions, so that these push none of them out
	private final Cache<String, Refusal> refused;

	private final SessionRows rows;

	private final RevocationView view;

	private final SessionSettings settings;

	/**
	 * Create an empty cache.
	 * @param mostLive how many live sessions it keeps
	 * @param mostRefused how many handles that open nothing it keeps
	 */
	KnownSessions(SessionRows rows, RevocationView view, SessionSettings settings, int mostLive, int mostRefused) {
		this.rows = rows;
		this.view = view;
		this.settings = settings;
		// to wake another thread for the upkeep costs more than to do it
		this.live = Caffeine.newBuilder().maximumSize(mostLive).executor(Runnable::run).build();
		this.refused = Caffeine.newBuilder().maximumSize(mostRefused).expireAfterWrite(REFUSED_FOR).build();
	}

	/**
	 * Return a live session.
	 * @param handle its handle, from what this installation has authenticated
	 * @throws InvalidHostCredentialException if there is no such session, or it must
	 * change its password first
	 * @throws SessionEndedException if it has ended, is idle or over
	 */
	KnownSession live(String handle, Instant now) {
		KnownSession known = this.live.getIfPresent(handle);
		return requireLive((known != null) ? known : read(handle, now), now);
	}

	/**
	 * Return a live session as the database has it now, even if it is in the cache.
	 * @throws InvalidHostCredentialException as above
	 * @throws SessionEndedException as above
	 */
	KnownSession liveNow(String handle, Instant now) {
		return requireLive(read(handle, now), now);
	}

	/**
	 * Return a session once more, as the database has it: it may do more by now. A client
	 * may go on asking, so there are at most two lookups a second.
	 * @throws InvalidHostCredentialException as above
	 * @throws SessionEndedException as above
	 */
	KnownSession liveAgain(KnownSession known, Instant now) {
		return known.claimLookup() ? requireLive(read(known.session().handle(), now), now) : known;
	}

	/**
	 * Return about how many handles are kept.
	 */
	long size() {
		this.live.cleanUp();
		this.refused.cleanUp();
		return this.live.estimatedSize() + this.refused.estimatedSize();
	}

	private KnownSession requireLive(KnownSession known, Instant now) {
		Session session = known.session();
		EndReason reason = this.view.endOf(session);
		if (reason != null) {
			throw new SessionEndedException(reason);
		}
		if (known.mayBeInUseElsewhere(now)) {
			read(session.handle(), now);
		}
		if (!known.isLive(now)) {
			throw new SessionEndedException(EndReason.EXPIRED);
		}
		return known;
	}

	/**
	 * Read a session, and remember it.
	 * @return what is remembered, which another request may have read a moment before
	 */
	private KnownSession read(String handle, Instant now) {
		SessionRows.Row row = find(handle);
		KnownSession known = this.live.asMap()
			.compute(row.session().handle(),
					(key, before) -> (before != null && before.session().equals(row.session())) ? before
							: new KnownSession(row.session(), row.remembered(), this.settings.idle(row.remembered()),
									row.idleExpiresAt()));
		known.noteLookup(row.idleExpiresAt(), now);
		return known;
	}

	private SessionRows.Row find(String handle) {
		Refusal refusal = this.refused.getIfPresent(handle);
		if (refusal == null) {
			SessionRows.Row row = this.rows.find(handle).orElse(null);
			if (row != null && row.endReason() == null && !row.session().mustChangePassword()) {
				if (row.session().mustSetUpFactor()) {
					// it may do so, and open this then
					throw new InvalidHostCredentialException();
				}
				return row;
			}
			refusal = new Refusal((row != null) ? row.endReason() : null);
			this.live.invalidate(handle);
			this.refused.put(handle, refusal);
		}
		throw refusal.exception();
	}

	/**
	 * Why a handle opens nothing, and never will.
	 *
	 * @param reason why the session ended, or {@code null} where it is not known or must
	 * change its password first
	 */
	private record Refusal(@Nullable EndReason reason) {

		RuntimeException exception() {
			return (this.reason != null) ? new SessionEndedException(this.reason)
					: new InvalidHostCredentialException();
		}

	}

}

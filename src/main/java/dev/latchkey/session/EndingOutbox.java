package dev.latchkey.session;

import java.util.Collection;
import java.util.List;

import dev.latchkey.revocation.Revocation;

/**
 * Takes the notices of an ending that applications have to get, in the ending's own
 * transaction, so that either both are written or neither. This package knows nothing
 * else about applications.
 */
public interface EndingOutbox {

	/** An outbox of an installation that has no application to tell. */
	EndingOutbox NONE = new EndingOutbox() {

		@Override
		public EndingNotices put(List<String> handles) {
			return EndingNotices.NONE;
		}

		@Override
		public EndingNotices put(Revocation ending) {
			return EndingNotices.NONE;
		}

		@Override
		public EndingNotices putTakenAway(String applicationId, Collection<String> handles) {
			return EndingNotices.NONE;
		}

	};

	/**
	 * Note that some sessions end, in the caller's transaction, which has locked them.
	 * The log is not locked yet, so this may wait for a row.
	 * @param handles the sessions
	 * @return the notices, to be sent once the transaction has committed
	 */
	EndingNotices put(List<String> handles);

	/**
	 * Note that very many sessions end, in the caller's transaction, which has locked
	 * none of them. The log is locked, so this must wait for no row, and must not take
	 * longer the more sessions there are.
	 * @param ending what ends them
	 * @return the notices, to be sent once the transaction has committed
	 */
	EndingNotices put(Revocation ending);

	/**
	 * Note that an application loses its grants of some sessions, which go on, in the
	 * caller's transaction. The log is not locked yet.
	 * @param applicationId the application
	 * @param handles the sessions
	 * @return the notices, to be sent once the transaction has committed
	 */
	EndingNotices putTakenAway(String applicationId, Collection<String> handles);

}

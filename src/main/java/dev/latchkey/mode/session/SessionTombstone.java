package dev.latchkey.mode.session;

import dev.latchkey.revocation.EndReason;

import org.springframework.util.Assert;

/**
 * What is left of a session that has ended.
 *
 * @param handle the session's handle
 * @param reason why it ended
 */
record SessionTombstone(String handle, EndReason reason) implements SessionEntry {

	/**
	 * Check that it names a session.
	 */
	SessionTombstone {
		Assert.hasLength(handle, "a tombstone needs a handle");
	}

}

package dev.latchkey.oauth;

import java.util.List;

import dev.latchkey.revocation.EndReason;
import dev.latchkey.revocation.NodeConfirmation;
import dev.latchkey.revocation.Revocation;
import dev.latchkey.revocation.RevocationBroadcast;
import dev.latchkey.session.ActingServer;
import dev.latchkey.session.Endings;
import dev.latchkey.session.UnknownSessionException;

/**
 * Makes known which grants have ended, after the commit.
 */
class GrantAnnouncement {

	/**
	 * How many ended grants an account may have, each of which is in all nodes' memory.
	 */
	private static final int MOST = 2_000;

	private final GrantEndingRows rows;

	private final RevocationBroadcast broadcast;

	private final Endings endings;

	GrantAnnouncement(GrantEndingRows rows, RevocationBroadcast broadcast, Endings endings) {
		this.rows = rows;
		this.broadcast = broadcast;
		this.endings = endings;
	}

	/**
	 * Begin to tell applications and nodes what has ended, after the commit, and wait
	 * until the nodes have applied it. Where an account's grants end in a loop, their
	 * sessions end as well, as one beyond the limit of sessions does: endings of sessions
	 * take no memory for long.
	 * @return how many live nodes have applied it
	 */
	NodeConfirmation announce(EndedGrantRows ended) {
		ended.notices().send();
		NodeConfirmation nodes = confirm(ended.written());
		if (!ended.written().isEmpty() && ended.grants() > 0 && this.rows.countEnded(ended.accountId()) > MOST) {
			ended.handles().forEach(this::endSession);
		}
		return nodes;
	}

	/**
	 * Tell the nodes what has ended, and wait until they have applied it.
	 */
	NodeConfirmation confirm(List<Revocation> written) {
		return this.broadcast.await(this.broadcast.announce(written));
	}

	private void endSession(String handle) {
		try {
			this.endings.endSession(handle, EndReason.SESSION_LIMIT, ActingServer.INSTANCE);
		}
		catch (UnknownSessionException ex) {
			// it has expired meanwhile
		}
	}

}
